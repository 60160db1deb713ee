'use client';

import { Flag, RotateCcw, Server, Settings2, Users, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { eventPath } from '#lib/client/paths.ts';
import type { ClusterEvent } from '#lib/contracts/events.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { eventTone } from '../events/event-tone.ts';
import { useEventText } from '../events/use-event-text.ts';
import { cn } from '../ui/cn.ts';
import { Link } from '../ui/link.tsx';
import { Popover, PopoverContent, PopoverTrigger } from '../ui/popover.tsx';
import { TONE_ICON, TONE_TEXT } from '../ui/state-tag.tsx';
import type { EventFamily } from './event-families.ts';
import { groupMarks, type MarkGroup } from './group-marks.ts';
import { PLOT_EDGES } from './plot-edges.ts';
import { useChartEvents, useChartSubject } from './use-chart-events.ts';

const ICONS: Record<EventFamily, LucideIcon> = {
  marks: Flag,
  config: Settings2,
  offsets: RotateCcw,
  members: Users,
  brokers: Server,
};

/** Marks stand at least this far apart: the smallest target there may be. */
const NEAR_PX = 24;

export interface EventMarksProps {
  /** Reach of the time axis, epoch ms. */
  from: number;
  to: number;
  /** Of the whole drawing, px. */
  width: number;
}

/** What happened, as thin lines over a plot with a button at the top: several near together as their number. One stop for the Tab key; arrow keys go along. */
export default memo(function EventMarks({ from, to, width }: EventMarksProps) {
  const t = useTranslations('chart.events');
  const subject = useChartSubject();
  const events = useChartEvents(subject);
  const inner = Math.max(1, width - PLOT_EDGES.left - PLOT_EDGES.right);
  const groups = useMemo(() => groupMarks(events, { from, to }, ((to - from) * NEAR_PX) / inner), [events, from, to, inner]);
  const [focused, setFocused] = useState(0);
  const bar = useRef<HTMLDivElement>(null);
  if (groups.length === 0 || subject.clusterId === null) return null;
  const current = Math.min(focused, groups.length - 1);
  const goTo = (event: KeyboardEvent) => {
    const next = { ArrowLeft: current - 1, ArrowRight: current + 1, Home: 0, End: groups.length - 1 }[event.key];
    if (next === undefined || next < 0 || next >= groups.length) return;
    event.preventDefault();
    setFocused(next);
    bar.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={t('label', { count: groups.reduce((sum, group) => sum + group.events.length, 0) })}
      className="pointer-events-none absolute inset-0"
    >
      {groups.map((group, at) => (
        <Mark
          key={group.id}
          clusterId={subject.clusterId ?? ''}
          group={group}
          share={(group.at - from) / (to - from)}
          isReached={at === current}
          onFocus={() => setFocused(at)}
          onKeyDown={goTo}
        />
      ))}
    </div>
  );
});

interface MarkProps {
  clusterId: string;
  group: MarkGroup;
  /** Place on the time axis, 0..1. */
  share: number;
  /** Whether the Tab key reaches this one. */
  isReached: boolean;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

function Mark({ clusterId, group, share, isReached, onFocus, onKeyDown }: MarkProps) {
  const t = useTranslations('chart.events');
  const textOf = useEventText();
  const format = useFormat();
  const [only] = group.events;
  const count = group.events.length;
  const isBad = group.events.some(({ kind }) => eventTone(kind) === 'bad');
  const Icon = group.family === null ? null : ICONS[group.family];
  const name =
    count === 1 && only !== undefined
      ? `${format.time(Date.parse(only.at))} · ${only.scope.name === '' ? '' : `${only.scope.name} · `}${textOf(only)}`
      : t('several', { count, time: format.time(group.at, 'minutes') });
  const { left, right, bottom } = PLOT_EDGES;
  return (
    <div
      data-mark
      className="absolute top-[-9px] w-0"
      style={{ left: `calc(${left}px + ${share.toFixed(5)} * (100% - ${left + right}px))`, bottom }}
    >
      <span
        aria-hidden
        className={cn(
          'absolute top-[20px] bottom-0 -left-px w-px border-l border-dashed',
          isBad ? 'border-bad/60' : 'border-text-3/60',
        )}
      />
      <Popover>
        <PopoverTrigger
          aria-label={name}
          title={name}
          tabIndex={isReached ? 0 : -1}
          onFocus={onFocus}
          onKeyDown={onKeyDown}
          className="group pointer-events-auto absolute top-0 -left-3 grid size-6 place-items-center rounded-full"
        >
          <span
            className={cn(
              'grid h-[16px] min-w-[16px] place-items-center rounded-full border bg-surface px-[3px] text-2xs leading-none group-hover:bg-surface-2 group-data-[state=open]:bg-surface-3',
              isBad ? 'border-bad text-bad' : 'border-control-line text-text-2',
            )}
          >
            {count === 1 && Icon !== null ? <Icon aria-hidden className="size-2.5" strokeWidth={2.25} /> : count}
          </span>
        </PopoverTrigger>
        <PopoverContent align="center" className="w-[min(340px,calc(100vw-24px))] p-0!" aria-label={name}>
          {count > 1 ? <p className="px-3 pt-2.5 pb-1 text-xs text-text-3">{name}</p> : null}
          <ul className="max-h-[260px] overflow-y-auto py-1">
            {group.events.toReversed().map((event) => (
              <Entry key={event.id} clusterId={clusterId} event={event} />
            ))}
          </ul>
        </PopoverContent>
      </Popover>
    </div>
  );
}

/** One event in words, leading to its entry in the time line. */
function Entry({ clusterId, event }: { clusterId: string; event: ClusterEvent }) {
  const brokers = useTranslations('brokers');
  const events = useTranslations('events');
  const textOf = useEventText();
  const format = useFormat();
  const tone = eventTone(event.kind);
  const Icon = TONE_ICON[tone];
  const { name, kind } = event.scope;
  const { by } = event.detail;
  return (
    <li>
      <Link
        href={eventPath(clusterId, event)}
        className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2 px-3 py-1.5 text-sm hover:bg-surface-2 focus-visible:bg-surface-2"
      >
        <Icon aria-hidden className={cn('mt-[3px] size-3.5', TONE_TEXT[tone])} strokeWidth={2} />
        <span className="min-w-0 text-pretty break-words">
          <time dateTime={event.at} className="text-text-3">
            {format.dateTime(Date.parse(event.at))}
          </time>
          <span className="block">
            {name === '' ? null : (
              <span className="font-medium">{kind === 'broker' ? brokers('named', { node: name }) : name} · </span>
            )}
            {textOf(event)}
            {typeof by === 'string' ? <span className="text-text-3"> {events('by', { by })}</span> : null}
          </span>
        </span>
      </Link>
    </li>
  );
}
