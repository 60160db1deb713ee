import { describe, expect, it } from 'vitest';
import type { IncomingMessage } from 'node:http';
import { clientAddress, settleForwarding } from './client-address.ts';

function seen(sent: Record<string, string>, trustProxy: boolean): string | null {
  const request = { headers: { ...sent }, socket: { remoteAddress: '192.0.2.7' } } as unknown as IncomingMessage;
  settleForwarding(request, trustProxy);
  return clientAddress(new Headers(request.headers as Record<string, string>));
}

describe('clientAddress', () => {
  it('without a trusted proxy is the socket\u2019s, whatever the client claims', () => {
    expect(seen({}, false)).toBe('192.0.2.7');
    expect(seen({ 'x-forwarded-for': '127.0.0.1', forwarded: 'for=127.0.0.1' }, false)).toBe('192.0.2.7');
  });

  it('behind the trusted proxy is what that proxy appended, not what the client sent it', () => {
    expect(seen({ 'x-forwarded-for': '127.0.0.1, 203.0.113.9' }, true)).toBe('203.0.113.9');
  });

  it('is unknown rather than something that would forge a line of the log', () => {
    expect(clientAddress(new Headers({ 'x-forwarded-for': 'a b' }))).toBeNull();
    expect(clientAddress(new Headers())).toBeNull();
  });
});
