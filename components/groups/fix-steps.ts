import { shellWord } from '#lib/core/shell-word.ts';
import type { GroupSummary } from '#lib/contracts/groups.ts';
import type { Verdict } from '#lib/contracts/verdict.ts';
import { groupStateWord } from '../states/group-state.ts';

/** One thing to do about a verdict: a name below `fix.step`, and the command that does it or shows more. */
export interface FixStep {
  name: string;
  /** For a shell; null where nothing is to be typed. */
  command: string | null;
}

export interface FixContext {
  group: GroupSummary;
  verdict: Verdict;
  /** Bootstrap servers of the cluster; empty = not known. */
  bootstrap: readonly string[];
  /** What the group committed on a partition, by `topic-partition`. */
  committedOf: (topic: string, partition: number) => string | null;
}

/** Stands for servers that are not known. */
const BOOTSTRAP = 'BOOTSTRAP';

/** What to do about a verdict, in order: first look, then mend. Empty where nothing calls for anything. Nothing here changes offsets without showing first what it would do. */
export function fixSteps({ group, verdict, bootstrap, committedOf }: FixContext): FixStep[] {
  const server = `--bootstrap-server ${shellWord(bootstrap.length === 0 ? BOOTSTRAP : bootstrap.join(','))}`;
  const tool = `${TOOL[group.kind]} ${server}`;
  const of = `--group ${shellWord(group.groupId)}`;
  const step = (name: string, command: string | null = null): FixStep => ({ name, command });
  const describe = step('describe', `${tool} --describe ${of}`);
  const members = step('members', `${tool} --describe ${of} --members --verbose`);
  const place = verdict.partitions[0];
  const topic = place === undefined ? null : shellWord(place.topic);
  const reset = (to: string, on: string | null) =>
    `${tool} ${of} --reset-offsets ${on === null ? '--all-topics' : `--topic ${on}`} ${to} --dry-run`;

  if (verdict.reason === 'settling') return [];
  if (verdict.reason === 'ahead_of_end') return [describe, step('resetToEarliest', reset('--to-earliest', topic))];
  switch (verdict.code) {
    case 'STOPPED': {
      if (verdict.reason === 'no_members') {
        return [
          step('startConsumer'),
          step('whoWas', `${tool} --describe ${of} --state`),
          step('deleteGroup', `${tool} --delete ${of}`),
        ];
      }
      const at = place === undefined ? null : committedOf(place.topic, place.partition);
      return [
        members,
        step('consumerLog'),
        ...(place === undefined || topic === null || at === null
          ? []
          : [
              step(
                'readRecord',
                `kafka-console-consumer ${server} --topic ${topic} --partition ${place.partition} --offset ${at} --max-messages 1`,
              ),
              step('skipRecord', reset('--shift-by 1', shellWord(`${place.topic}:${place.partition}`))),
            ]),
      ];
    }
    case 'GROWING':
    case 'SLOW':
      return [step('whoIsSlow'), members, step('addMembers'), step('cheaperWork')];
    case 'LOST':
      return [step('lostForGood'), describe, step('resetToEarliest', reset('--to-earliest', topic)), step('longerRetention')];
    case 'REBALANCING':
      return [members, step('pollInterval'), step('staticMembers')];
    case 'REWIND':
      return [step('rewoundBy'), describe];
    case 'NO_COMMIT':
      return groupStateWord(group.state) === 'empty' ? [] : [step('commits'), describe];
    case 'OK':
    case 'UNKNOWN':
      return [];
  }
}

const TOOL: Record<GroupSummary['kind'], string> = {
  classic: 'kafka-consumer-groups',
  consumer: 'kafka-consumer-groups',
  unknown: 'kafka-consumer-groups',
  share: 'kafka-share-groups',
  streams: 'kafka-streams-groups',
};
