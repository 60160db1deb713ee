'use client';

import { useTranslations } from 'next-intl';
import type { ClusterEvent, EventKind, EventValue } from '#lib/contracts/events.ts';
import { EVENT_KINDS } from '#lib/contracts/event-kinds.ts';
import { useFormat } from '#lib/i18n/use-format.ts';

/** Arguments any sentence may name; an event brings those of its kind. */
const NO_PARAMS = {
  count: 0,
  epoch: '',
  from: '',
  groups: 0,
  key: '',
  lostOffsets: '',
  names: '',
  of: '',
  offsets: '',
  partition: '',
  partitions: 0,
  path: '',
  seconds: '',
  text: '',
  to: '',
  topic: '',
  topics: 0,
  total: '',
};

/** Values that are 64-bit numbers of people, not names or settings. */
const COUNTS: ReadonlySet<string> = new Set(['offsets', 'lostOffsets', 'epoch', 'seconds', 'total', 'partition']);

function isKind(text: EventValue | undefined): text is EventKind {
  return EVENT_KINDS.some((kind) => kind === text);
}

/** Turns events into sentences in the reader's language. Names stand in them as they are. */
export function useEventText(): (event: ClusterEvent) => string {
  const t = useTranslations('events');
  const kinds = useTranslations('groups.kind');
  const format = useFormat();
  return ({ kind, detail }) => {
    const params: Record<string, string | number> = { ...NO_PARAMS };
    for (const [name, value] of Object.entries(detail)) {
      if (value === null) continue;
      if (Array.isArray(value)) params[name] = value.join(', ');
      else params[name] = COUNTS.has(name) ? format.integer(value) : value;
    }
    // Commits are offsets; other values that go from one to another are names or settings.
    if (kind === 'group_commits_rewound' || kind === 'group_commits_skipped') {
      for (const name of ['from', 'to']) params[name] = format.integer(String(params[name]));
    }
    const groupKind = String(detail.kind ?? 'unknown');
    return t(`kinds.${kind}`, {
      ...params,
      kind: kinds.has(groupKind) ? kinds(groupKind as 'unknown') : groupKind,
      of: isKind(detail.of) ? t(`names.${detail.of}`) : '',
      hasFrom: yesNo(detail.from),
      hasSeconds: yesNo(detail.seconds),
      hasEpoch: yesNo(detail.epoch),
      hasPartitions: yesNo(detail.partitions),
    });
  };
}

function yesNo(value: EventValue | undefined): 'yes' | 'no' {
  return value === null || value === undefined ? 'no' : 'yes';
}
