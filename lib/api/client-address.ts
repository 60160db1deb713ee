/**
 * Address of the client, for limits and the audit log: the last entry of `X-Forwarded-For`; null when there is none.
 * The web server of `bin` takes that header from strangers away and writes its own, or, with `TRUST_PROXY`, keeps what the one proxy in front appended:
 * so the last entry is never the client's own choice.
 */
export function clientAddress(headers: Headers): string | null {
  const address = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '';
  // An address is at most 45 characters; anything else is not written into logs.
  return /^[0-9a-zA-Z.:%]{2,60}$/.test(address) ? address : null;
}
