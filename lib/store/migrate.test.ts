import { describe, expect, test } from 'vitest';
import { pendingMigrations, readMigrations, type Migration } from './migrate.ts';

const m = (name: string, checksum = name): Migration => ({ name, checksum, sql: '' });
const known = [m('0001_a'), m('0002_b'), m('0003_c')];

describe('pending migrations', () => {
  test('an empty database needs all, a current one none, an older one the rest', () => {
    expect(pendingMigrations(known, [])).toEqual(known);
    expect(pendingMigrations(known, known)).toEqual([]);
    expect(pendingMigrations(known, known.slice(0, 2))).toEqual([known[2]]);
  });

  test('a database of a newer Farol is refused by the name of the migration', () => {
    expect(() => pendingMigrations(known, [...known, m('0004_d')])).toThrow(/newer Farol.*0004_d/);
  });

  test('a migration that was changed after it had been applied is refused', () => {
    expect(() => pendingMigrations(known, [m('0001_a', 'other')])).toThrow(/0001_a was changed/);
  });

  test('a migration numbered below the newest applied one is refused instead of run out of order', () => {
    expect(() => pendingMigrations(known, [m('0001_a'), m('0003_c')])).toThrow(/0002_b is older than 0003_c/);
  });

  test('the files of this version are numbered without a hole', async () => {
    const names = (await readMigrations()).map((migration) => Number(migration.name.slice(0, 4)));
    expect(names.length).toBeGreaterThan(0);
    expect(names).toEqual(names.map((_, i) => i + 1));
  });
});
