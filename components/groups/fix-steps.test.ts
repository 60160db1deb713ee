import { expect, it } from 'vitest';
import type { GroupSummary } from '#lib/contracts/groups.ts';
import type { Verdict } from '#lib/contracts/verdict.ts';
import { fixSteps } from './fix-steps.ts';

const NONE = { value: null, known: 0, total: 0 };
const GROUP: GroupSummary = {
  groupId: 'relatorio',
  kind: 'classic',
  state: 'Stable',
  coordinator: 1,
  fault: null,
  members: 1,
  topics: 1,
  partitions: 3,
  lag: { value: '9', known: 3, total: 3 },
  maxLag: '9',
  maxLagPartition: null,
  lostPartitions: 0,
  aheadPartitions: 0,
  messagesOutPerSecond: NONE,
  verdict: null,
  secondsBehind: null,
  catchUpSeconds: null,
  retentionHeadroomSeconds: null,
  lastCommitAt: null,
};
const VERDICT: Verdict = {
  code: 'STOPPED',
  reason: 'stuck',
  since: '2026-11-25T20:00:00Z',
  evidence: {},
  partitions: [{ topic: 'Pedidos', partition: 2 }],
  partitionsTotal: 1,
};
const steps = (verdict: Partial<Verdict> = {}, group: Partial<GroupSummary> = {}, bootstrap = ['b1:9092', 'b2:9092']) =>
  fixSteps({ group: { ...GROUP, ...group }, verdict: { ...VERDICT, ...verdict }, bootstrap, committedOf: () => '41' });
const commandOf = (list: ReturnType<typeof steps>, name: string) => list.find((step) => step.name === name)?.command;

it('a stuck group: read the record at which it stands, and see what skipping it would do', () => {
  const list = steps();
  expect(commandOf(list, 'readRecord')).toBe(
    'kafka-console-consumer --bootstrap-server b1:9092,b2:9092 --topic Pedidos --partition 2 --offset 41 --max-messages 1',
  );
  expect(commandOf(list, 'skipRecord')).toBe(
    'kafka-consumer-groups --bootstrap-server b1:9092,b2:9092 --group relatorio --reset-offsets --topic Pedidos:2 --shift-by 1 --dry-run',
  );
});

it('where the commit is not known, no record is named', () => {
  const list = fixSteps({ group: GROUP, verdict: VERDICT, bootstrap: [], committedOf: () => null });
  expect(list.map(({ name }) => name)).toEqual(['members', 'consumerLog']);
  expect(list[0]?.command).toContain('--bootstrap-server BOOTSTRAP ');
});

it('a group that nobody reads in is started, or deleted', () => {
  expect(steps({ reason: 'no_members' }).map(({ name }) => name)).toEqual(['startConsumer', 'whoWas', 'deleteGroup']);
});

it('each kind of group has a tool of its own', () => {
  expect(commandOf(steps({ code: 'REBALANCING' }, { kind: 'streams' }), 'members')).toMatch(/^kafka-streams-groups /);
  expect(commandOf(steps({ code: 'REBALANCING' }, { kind: 'consumer' }), 'members')).toMatch(/^kafka-consumer-groups /);
});

it('no command changes offsets: resets are shown first', () => {
  const commands = (['LOST', 'STOPPED', 'GROWING', 'SLOW', 'REWIND', 'REBALANCING'] as const)
    .flatMap((code) => steps({ code }))
    .map(({ command }) => command ?? '');
  expect(commands.filter((command) => command.includes('--execute'))).toEqual([]);
  const resets = commands.filter((command) => command.includes('--reset-offsets'));
  expect(resets.length).toBeGreaterThan(1);
  expect(resets.filter((command) => !command.endsWith('--dry-run'))).toEqual([]);
});

it('hostile names are one word of the shell, or are left out', () => {
  expect(commandOf(steps({ code: 'REWIND' }, { groupId: "a'; rm -rf / #" }), 'describe')).toContain(
    `--group 'a'\\''; rm -rf / #'`,
  );
  expect(commandOf(steps({ code: 'REWIND' }, { groupId: '$(id) `id`' }), 'describe')).toContain("--group '$(id) `id`'");
  expect(commandOf(steps({ code: 'REWIND' }, { groupId: 'a\nreboot\u202e' }), 'describe')).toMatch(/--group NAME$/);
  expect(commandOf(steps({ code: 'REWIND' }, { groupId: '--help' }), 'describe')).toContain("--group '--help'");
});

it('nothing is told to be done while all is well, or while things settle', () => {
  expect(steps({ code: 'OK', reason: null })).toEqual([]);
  expect(steps({ reason: 'settling' })).toEqual([]);
});
