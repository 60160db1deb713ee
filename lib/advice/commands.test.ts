import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { alterConfig, electPreferred, raiseReplication, shellWord } from './commands.ts';

it('keeps a hostile name one word of the shell', () => {
  for (const name of ["it's", '$(id)', '`id`', 'a b; rm -rf x', "'; id; '", '\\', 'a\nb']) {
    expect(execFileSync('/bin/sh', ['-c', `printf %s ${shellWord(name)}`]).toString()).toBe(name);
  }
});

it('writes plans into a file that the shell does not read', () => {
  const placement = { partitions: [{ partition: 0, leader: 1, replicas: [1] }] };
  const [command = ''] = raiseReplication("x'$(id)", placement, [1, 2, 3], 3);
  const [, json = ''] = command.split('\n');
  expect(command.startsWith("cat > reassign.json <<'EOF'\n")).toBe(true);
  expect(JSON.parse(json)).toEqual({ version: 1, partitions: [{ topic: "x'$(id)", partition: 0, replicas: [1, 2, 3] }] });
});

it('gives no plan that cannot be carried out or copied', () => {
  const many = { partitions: Array.from({ length: 61 }, (_none, partition) => ({ partition, leader: 1, replicas: [1] })) };
  expect(raiseReplication('t', many, [1, 2, 3], 3)).toEqual([]);
  expect(raiseReplication('t', { partitions: [] }, [1, 2], 3)).toEqual([]);
  expect(
    electPreferred(
      't',
      Array.from({ length: 61 }, (_none, i) => i),
    )[0],
  ).toContain('--all-topic-partitions');
});

it('names the topic and the configuration', () => {
  expect(alterConfig('t', 'min.insync.replicas=2')).toContain("--entity-name 't' --add-config min.insync.replicas=2");
});
