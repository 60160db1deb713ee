import type { EventKind } from '#lib/contracts/events.ts';
import type { ChartSubject } from './chart-subject.ts';

/** Kinds of events that a reader switches on and off together. */
export const EVENT_FAMILIES = ['marks', 'config', 'offsets', 'members', 'brokers'] as const;
export type EventFamily = (typeof EVENT_FAMILIES)[number];

const KINDS: Record<EventFamily, readonly EventKind[]> = {
  marks: ['mark'],
  config: ['topic_created', 'topic_gone', 'topic_recreated', 'topic_partitions_added', 'topic_config_changed'],
  offsets: ['group_commits_rewound', 'group_commits_skipped', 'topic_truncated'],
  members: [
    'group_appeared',
    'group_gone',
    'group_rebalance_finished',
    'group_members_joined',
    'group_members_left',
    'group_members_changed',
    'group_coordinator_moved',
  ],
  brokers: [
    'broker_appeared',
    'broker_up',
    'broker_down',
    'broker_silent',
    'broker_gone',
    'leaders_moved',
    'leaders_lost',
    'leaders_reelected',
    'controller_changed',
    'log_dir_offline',
    'log_dir_online',
  ],
};

/** What moves every topic and group, wherever it happens. */
const OF_ALL: readonly EventKind[] = ['mark', 'broker_up', 'broker_down', 'broker_silent', 'controller_changed'];

/** Family of a kind; null for kinds that are not marked in charts: they only repeat or follow others. */
export function familyOf(kind: EventKind): EventFamily | null {
  return EVENT_FAMILIES.find((family) => KINDS[family].includes(kind)) ?? null;
}

/** Families that make sense for a subject. Over a whole cluster the coming and going of members would bury the rest. */
export function familiesOf({ topic, group, broker }: ChartSubject): EventFamily[] {
  if (group !== undefined) return ['marks', 'offsets', 'members', 'brokers'];
  if (topic !== undefined) return ['marks', 'config', 'offsets', 'brokers'];
  if (broker !== undefined) return ['marks', 'brokers'];
  return ['marks', 'config', 'offsets', 'brokers'];
}

/** Kinds to ask for: about the subject itself, and about the cluster around it (empty where the subject is the cluster). */
export function kindsOf(subject: ChartSubject): { own: EventKind[]; around: EventKind[] } {
  const own = familiesOf(subject).flatMap((family) => KINDS[family]);
  const isPart = subject.topic !== undefined || subject.group !== undefined || subject.broker !== undefined;
  return { own, around: isPart ? [...OF_ALL] : [] };
}
