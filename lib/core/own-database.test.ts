import { describe, expect, it } from 'vitest';
import { denyNetworks, guardedLookup, lookupAt } from './outbound-lookup.ts';
import { ownDatabaseRule, type OwnDatabaseDeps } from './own-database.ts';

const NAMES: Record<string, string[]> = { localhost: ['127.0.0.1', '::1'], 'db.internal': ['10.9.9.9'] };
const deps: OwnDatabaseDeps = {
  resolve: (hostname) => Promise.resolve(NAMES[hostname] ?? [hostname]),
  machineAddresses: () => ['127.0.0.1', '10.0.0.5', 'fe80::9%eth0'],
};

const ask = async (url: string | null, hostname: string, addresses: string[], port = 5432) =>
  (await ownDatabaseRule(url, deps)({ hostname, addresses, port })) === null ? 'allowed' : 'refused';

describe('ownDatabaseRule', () => {
  it.each([
    ['postgresql://u:p@localhost:5432/farol', '127.0.0.1'],
    ['postgresql://u:p@127.0.0.1/farol', '127.0.0.99'],
    ['postgresql://u:p@localhost:5432/farol', '::ffff:127.0.0.1'],
    ['postgresql://u:p@localhost:5432/farol', '10.0.0.5'],
    ['postgresql:///farol?host=/tmp', '::1'],
    ['postgresql://u:p@[::1]:5432/farol', '127.0.0.1'],
    ['postgresql://u:p@db.internal/farol', '10.9.9.9'],
  ])('with %s it refuses %s at the port of the database', async (url, address) => {
    expect(await ask(url, 'broker.evil', [address])).toBe('refused');
  });

  it('refuses the database by its name, whatever that resolves to now', async () => {
    expect(await ask('postgresql://u:p@DB.internal/farol', 'db.INTERNAL', ['10.1.1.1'])).toBe('refused');
  });

  it('lets other ports, other hosts and a Farol without database pass', async () => {
    expect(await ask('postgresql://u:p@localhost:5432/farol', 'b', ['127.0.0.1'], 9092)).toBe('allowed');
    expect(await ask('postgresql://u:p@db.internal/farol', 'b', ['127.0.0.1'])).toBe('allowed');
    expect(await ask('postgresql://u:p@localhost/farol', 'b', ['10.7.7.7'])).toBe('allowed');
    expect(await ask(null, 'b', ['127.0.0.1'])).toBe('allowed');
    expect(await ask('postgresql://h1,h2/farol', 'b', ['127.0.0.1'])).toBe('allowed');
  });

  it('is asked by the guarded resolver where the port is known', async () => {
    const rule = ownDatabaseRule('postgresql://u:p@127.0.0.1:5432/farol', deps);
    const lookup = guardedLookup(denyNetworks([]), undefined, rule);
    const dial = (port: number) =>
      new Promise((settle) =>
        lookupAt(lookup, port)('127.0.0.1', { all: true }, (error, found) => settle(error === null ? found : error.message)),
      );
    expect(await dial(5432)).toBe('Farol does not connect to 127.0.0.1:5432: its own database is there.');
    expect(await dial(9092)).toEqual([{ address: '127.0.0.1', family: 4 }]);
  });
});
