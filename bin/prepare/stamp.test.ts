import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clearStamp, hashInputs, judgeFreshness, readStamp, writeStamp } from './stamp.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'farol-stamp-'));
  await mkdir(join(root, 'app'));
  await writeFile(join(root, 'app/page.tsx'), 'one');
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('judgeFreshness', () => {
  it.each([
    ['h', 'h', true, 'fresh'],
    ['h', 'i', true, 'changed'],
    ['h', 'h', false, 'missing'],
    [null, 'h', true, 'missing'],
  ] as const)('recorded %s, now %s, output there: %s → %s', (recorded, now, exists, answer) => {
    expect(judgeFreshness(recorded, now, exists)).toBe(answer);
  });
});

describe('hashInputs', () => {
  const hash = (salt = '') => hashInputs(root, ['app', 'missing.json'], salt);

  it('stays the same while nothing changes, and over a changed test', async () => {
    const before = await hash();
    await writeFile(join(root, 'app/page.test.tsx'), 'test');
    expect(await hash()).toBe(before);
  });

  it('changes with a content, a new file, a name and the salt', async () => {
    const hashes = [await hash(), await hash('salt')];
    await writeFile(join(root, 'app/page.tsx'), 'two');
    hashes.push(await hash());
    await writeFile(join(root, 'app/other.tsx'), '');
    hashes.push(await hash());
    await writeFile(join(root, 'missing.json'), '{}');
    hashes.push(await hash());
    expect(new Set(hashes).size).toBe(5);
  });
});

describe('stamps', () => {
  it('remember a good run until the next one begins', async () => {
    expect(await readStamp(root, 'build')).toBeNull();
    await writeStamp(root, 'build', 'abc');
    expect(await readStamp(root, 'build')).toBe('abc');
    await clearStamp(root, 'build');
    expect(await readStamp(root, 'build')).toBeNull();
  });
});
