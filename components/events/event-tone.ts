import type { EventKind } from '#lib/contracts/events.ts';
import type { Tone } from '../ui/state-tag.tsx';

/** Kinds that are more, or better, than something worth knowing. */
const TONES: Partial<Record<EventKind, Tone>> = {
  broker_down: 'bad',
  broker_silent: 'bad',
  leaders_lost: 'bad',
  topic_truncated: 'bad',
  log_dir_offline: 'bad',
  isr_shrunk: 'warn',
  broker_gone: 'warn',
  group_gone: 'warn',
  topic_gone: 'warn',
  topic_recreated: 'warn',
  group_commits_rewound: 'warn',
  group_commits_skipped: 'warn',
  broker_up: 'ok',
  isr_expanded: 'ok',
  log_dir_online: 'ok',
};

/** How loud an event is. */
export function eventTone(kind: EventKind): Tone {
  return TONES[kind] ?? 'info';
}
