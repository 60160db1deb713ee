/**
 * Address of the client for limits and the audit log. `X-Forwarded-For` counts only behind as many proxies as are trusted:
 * the value taken is the one that the outermost trusted proxy wrote, so a client cannot choose its own.
 * With no trusted proxy the last entry is used: it is what Farol's own server wrote (see `bin`), or null when there is none.
 */
export function clientAddress(headers: Headers, trustedProxies: number): string | null {
  const forwarded = headers.get('x-forwarded-for')?.split(',').map((part) => part.trim()).filter((part) => part !== '') ?? [];
  const hop = Math.max(1, trustedProxies);
  const address = forwarded.at(-hop) ?? forwarded[0] ?? null;
  // An address is at most 45 characters; anything else is not written into logs.
  return address !== null && /^[0-9a-fA-F.:%a-z]{2,60}$/.test(address) ? address : null;
}
