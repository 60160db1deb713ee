import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareJars, describeMismatch, hashJars, parseJarLock, readJarLock, renderJarLock } from './jar-lock.ts';
import { KAFKA_VERSIONS } from './versions.ts';

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);

describe('the jar lock', () => {
  it('reads back what it writes, sorted by name', () => {
    const text = renderJarLock(
      new Map([
        ['z.jar', A],
        ['a.jar', B],
      ]),
    );
    expect(text).toBe(`${B}  a.jar\n${A}  z.jar\n`);
    expect(parseJarLock(text)).toEqual(
      new Map([
        ['a.jar', B],
        ['z.jar', A],
      ]),
    );
  });

  it.each([
    ['a short hash', `abc  a.jar\n`],
    ['a path in the name', `${A}  ../a.jar\n`],
    ['something that is no jar', `${A}  a.txt\n`],
    ['nothing at all', ''],
  ])('refuses %s', (_name, text) => {
    expect(() => parseJarLock(text)).toThrow(/jar lock/);
  });

  it('names every changed, missing and added file', () => {
    const lock = new Map([
      ['changed.jar', A],
      ['missing.jar', A],
      ['same.jar', A],
    ]);
    const found = new Map([
      ['added.jar', B],
      ['changed.jar', B],
      ['same.jar', A],
    ]);
    expect(compareJars(lock, found)).toEqual([
      { file: 'added.jar', expected: null, found: B },
      { file: 'changed.jar', expected: A, found: B },
      { file: 'missing.jar', expected: A, found: null },
    ]);
  });

  it('says in one line which file differs, what was expected and found, and what to do', () => {
    const text = describeMismatch('4.3.1', [
      { file: 'x.jar', expected: A, found: B },
      { file: 'y.jar', expected: A, found: null },
    ]);
    expect(text).toContain(`x.jar expected ${A}, found ${B} (and 1 more)`);
    expect(text).toContain('Remove that artifact');
    expect(text).not.toContain('\n');
  });

  it('notices one changed byte in a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'farol-jars-'));
    try {
      await writeFile(join(folder, 'x.jar'), 'one');
      const before = await hashJars(folder);
      await writeFile(join(folder, 'x.jar'), 'onf');
      expect(compareJars(before, await hashJars(folder))).toHaveLength(1);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it.each(KAFKA_VERSIONS)('of Kafka %s holds its broker and the agents that tell of it', async (version) => {
    const { lock } = await readJarLock(version);
    expect([...lock.keys()]).toEqual(
      expect.arrayContaining([
        `kafka_2.13-${version}.jar`,
        'jolokia-agent-jvm-2.2.9-javaagent.jar',
        'jmx_prometheus_javaagent-1.0.1.jar',
      ]),
    );
  });
});
