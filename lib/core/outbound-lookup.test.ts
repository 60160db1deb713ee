import type { lookup, LookupAddress } from 'node:dns';
import { describe, expect, it } from 'vitest';
import { DENIED_BY_DEFAULT, denyNetworks, guardedLookup } from './outbound-lookup.ts';

const isAllowed = denyNetworks(DENIED_BY_DEFAULT);

describe('denyNetworks', () => {
  it.each([
    '169.254.169.254',
    '169.254.0.1',
    'fe80::1',
    'fe80::1%eth0',
    'fd00:ec2::254',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '::169.254.169.254',
    '64:ff9b::169.254.169.254',
    '2002:a9fe:a9fe::1',
    '0.0.0.0',
    '::',
    '224.0.0.1',
    'ff02::1',
    '255.255.255.255',
    '100.100.100.200',
    'not an address',
    '',
  ])('refuses %s', (address) => {
    expect(isAllowed(address)).toBe(false);
  });

  it.each(['127.0.0.1', '::1', '10.1.2.3', '192.168.1.1', '172.16.0.9', 'fd12::9', '8.8.8.8', '2001:db8::1', '::ffff:10.0.0.1'])(
    'lets %s pass, because brokers live there',
    (address) => {
      expect(isAllowed(address)).toBe(true);
    },
  );

  it('refuses a network that is none', () => {
    expect(() => denyNetworks(['10.0.0.0'])).toThrow(expect.objectContaining({ code: 'invalid' }));
  });
});

describe('guardedLookup', () => {
  const resolving = (...addresses: LookupAddress[]) =>
    ((_host: string, _options: unknown, callback: (error: null, found: LookupAddress[]) => void) =>
      callback(null, addresses)) as unknown as typeof lookup;
  const ask = (host: string, all: boolean, resolve = resolving()) =>
    new Promise((settle) => {
      guardedLookup(isAllowed, resolve)(host, { all }, (error, address) => settle(error ?? address));
    });

  it('judges what a name resolves to at the moment of dialling', async () => {
    expect(await ask('broker.example', false, resolving({ address: '10.0.0.1', family: 4 }))).toBe('10.0.0.1');
    expect(await ask('rebind.example', false, resolving({ address: '169.254.169.254', family: 4 }))).toMatchObject({
      code: 'forbidden',
    });
  });

  it('refuses a name with one denied address among good ones', async () => {
    const both = resolving({ address: '10.0.0.1', family: 4 }, { address: 'fe80::1', family: 6 });
    expect(await ask('both.example', true, both)).toMatchObject({ code: 'forbidden' });
  });

  it('judges an address given literally', async () => {
    expect(await ask('169.254.169.254', true)).toMatchObject({ code: 'forbidden' });
    expect(await ask('127.0.0.1', true)).toEqual([{ address: '127.0.0.1', family: 4 }]);
  });
});
