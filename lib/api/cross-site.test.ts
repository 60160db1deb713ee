import { describe, expect, it } from 'vitest';
import { isCrossSite } from './cross-site.ts';

const HOST = 'farol.example.com';
const base = { method: 'POST', origin: null, secFetchSite: null, host: HOST, publicOrigin: `https://${HOST}` };

describe('isCrossSite', () => {
  const origins = { same: `https://${HOST}`, other: 'https://evil.example', null: 'null', absent: null };
  const sites = ['same-origin', 'same-site', 'cross-site', 'none', null];
  for (const [name, origin] of Object.entries(origins)) {
    for (const secFetchSite of sites) {
      const allowed =
        (secFetchSite === null && name === 'same') || (secFetchSite === 'same-origin' && (name === 'same' || name === 'absent'));
      it(`${allowed ? 'lets pass' : 'refuses'} Origin ${name} with Sec-Fetch-Site ${secFetchSite ?? 'absent'}`, () => {
        expect(isCrossSite({ ...base, origin, secFetchSite })).toBe(!allowed);
      });
    }
  }

  it('compares the whole host, port included', () => {
    const local = { ...base, publicOrigin: null, host: 'localhost:3000' };
    expect(isCrossSite({ ...local, origin: 'http://localhost:3000' })).toBe(false);
    expect(isCrossSite({ ...local, origin: 'http://localhost:3001' })).toBe(true);
    expect(isCrossSite({ ...local, origin: 'http://localhost:3000.evil.example' })).toBe(true);
    expect(isCrossSite({ ...local, origin: 'file://localhost:3000' })).toBe(true);
    expect(isCrossSite({ ...local, origin: 'http://user@localhost:3000' })).toBe(true);
  });

  it('refuses every unsafe method and never a safe one', () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) expect(isCrossSite({ ...base, method })).toBe(true);
    for (const method of ['GET', 'HEAD', 'OPTIONS']) expect(isCrossSite({ ...base, method, origin: 'null' })).toBe(false);
  });
});
