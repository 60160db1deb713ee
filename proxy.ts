import { NextResponse, type NextRequest } from 'next/server';
import { env } from '#lib/env.ts';
import { pageSecurityHeaders } from '#lib/api/security-headers.ts';

/**
 * Gives every page its security headers with a fresh nonce. It authorizes nothing: each API handler does that itself,
 * because a request may reach a handler without having passed here.
 */
export function proxy(request: NextRequest): NextResponse {
  const { publicUrl } = env();
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(18))).toString('base64');
  const headers = pageSecurityHeaders({
    nonce,
    secure: publicUrl?.startsWith('https:') ?? false,
    development: process.env.NODE_ENV === 'development',
  });

  const forwarded = new Headers(request.headers);
  forwarded.set('x-nonce', nonce);
  const policy = headers['content-security-policy'];
  if (policy !== undefined) forwarded.set('content-security-policy', policy);

  const response = NextResponse.next({ request: { headers: forwarded } });
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

export const config = {
  // Handlers under /api and the probes set stricter headers themselves; static files are immutable and hold nothing of a user.
  matcher: ['/((?!api/|healthz$|readyz$|metrics$|metrics/kafka$|_next/static/|_next/image|favicon.ico$|icon).*)'],
};
