import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether the request carries `Authorization: Bearer <token>` with exactly this token. Compared by digest, so that the time taken tells nothing. null never matches. */
export function bearerMatches(headers: Headers, token: string | null): boolean {
  const given = /^Bearer (.+)$/i.exec(headers.get('authorization') ?? '')?.[1];
  if (token === null || given === undefined) return false;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}
