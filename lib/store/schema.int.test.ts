import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#lib/testing/postgres.ts';
import { prismaOn } from './prisma.ts';

let test_: TestDatabase;
beforeAll(async () => {
  test_ = await createTestDatabase();
});
afterAll(() => test_.close());

const TYPES: Readonly<Record<string, string>> = {
  String: 'text',
  Boolean: 'bool',
  Int: 'int4',
  BigInt: 'int8',
  DateTime: 'timestamptz',
  Json: 'jsonb',
  Bytes: 'bytea',
};

/** `table.column type` of every scalar field in the text of a Prisma schema; `?` marks nullable ones. Fields of other types are relations and have no column. */
function columnsOfSchema(text: string): string[] {
  return [...text.matchAll(/^model \w+ \{\n(.*?)^\}/gms)]
    .flatMap(([, body = '']) => {
      const table = /@@map\("(\w+)"\)/.exec(body)?.[1];
      return body.split('\n').flatMap((line) => {
        const [, name, type = '', list, optional] = /^ {2}(\w+)\s+(\w+)(\[\])?(\?)?/.exec(line) ?? [];
        const stored = TYPES[type];
        if (name === undefined || stored === undefined) return [];
        return [`${table}.${/@map\("(\w+)"\)/.exec(line)?.[1] ?? name} ${list ? '_' : ''}${stored}${optional ?? ''}`];
      });
    })
    .sort();
}

describe('prisma/schema.prisma and prisma/migrations', () => {
  test('every model and column of the one exists in the other, with the same type and nullability', async () => {
    const { rows } = await test_.db.pool.query<{ table: string; column: string; type: string; nullable: boolean }>(
      `SELECT table_name AS table, column_name AS column, udt_name AS type, is_nullable = 'YES' AS nullable
       FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'farol_migration'`,
    );
    const inDatabase = rows.map((row) => `${row.table}.${row.column} ${row.type}${row.nullable ? '?' : ''}`).sort();
    expect(inDatabase).toEqual(columnsOfSchema(await readFile(join(import.meta.dirname, '../../prisma/schema.prisma'), 'utf8')));
  });

  test('every model can be written and read through Prisma', async () => {
    const prisma = prismaOn(test_.db);
    const at = new Date('2026-01-02T03:04:05.678Z');
    await prisma.user.create({ data: { id: 'u', name: 'Ana', email: 'ana@example.org', role: 'admin' } });
    await prisma.session.create({ data: { id: 's', token: 't', expiresAt: at, userId: 'u' } });
    await prisma.account.create({ data: { id: 'a', accountId: 'u', providerId: 'credential', userId: 'u', password: 'hash' } });
    await prisma.verification.create({ data: { id: 'v', identifier: 'i', value: 'x', expiresAt: at } });
    await prisma.rateLimit.create({ data: { id: 'r', key: 'k', count: 1, lastRequest: 2n ** 40n } });
    await prisma.setupLink.create({ data: { tokenHash: 'h', purpose: 'setup', expiresAt: at } });
    const cluster = await prisma.cluster.create({
      data: {
        id: 'c',
        name: 'C',
        source: 'app',
        bootstrap: ['a:1', 'b:2'],
        security: 'SSL',
        connectionSealed: new Uint8Array([1, 2]),
      },
    });
    await prisma.samplerLease.create({
      data: { clusterKey: cluster.key, holder: 'x', fence: 2n ** 60n, expiresAt: at, acquiredAt: at },
    });
    await prisma.samplerHeartbeat.create({
      data: { samplerId: 'x', host: 'h', pid: 1, startedAt: at, beatAt: at, info: { clusters: ['c'] } },
    });
    await prisma.auditEntry.create({
      data: { actor: 'Ana', action: 'cluster.create', resource: 'cluster/c', outcome: 'done', detail: {} },
    });
    await prisma.idempotencyKey.create({ data: { userId: 'u', key: 'k', requestHash: 'h', expiresAt: at } });

    const user = await prisma.user.findUniqueOrThrow({
      where: { email: 'ana@example.org' },
      include: { sessions: true, accounts: true },
    });
    expect(user).toMatchObject({ role: 'admin', sessions: [{ token: 't', expiresAt: at }], accounts: [{ password: 'hash' }] });
    const found = await prisma.cluster.findUniqueOrThrow({ where: { id: 'c' }, include: { lease: true } });
    expect(found).toMatchObject({ bootstrap: ['a:1', 'b:2'], version: 1, lease: { fence: 2n ** 60n } });
    await prisma.user.delete({ where: { id: 'u' } });
    expect(await prisma.session.count()).toBe(0);
  });
});
