import type { ReactNode } from 'react';
import { cn } from './cn.ts';
import { TONE_ICON, TONE_TEXT, type Tone } from './state-tag.tsx';

export interface CalloutProps {
  tone: Tone;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** `alert` interrupts a screen reader, `status` waits; leave out for content that is there from the start. */
  role?: 'alert' | 'status';
  className?: string;
}

const EDGE: Record<Tone, string> = {
  ok: 'border-ok/40 bg-ok-soft/60',
  warn: 'border-warn/40 bg-warn-soft/60',
  bad: 'border-bad/40 bg-bad-soft/60',
  info: 'border-info/40 bg-info-soft/60',
  mute: 'border-line bg-surface-2',
};

/** A message in the flow of a page: icon, one line, details, what to do. */
export function Callout({ tone, title, children, actions, role, className }: CalloutProps) {
  const Icon = TONE_ICON[tone];
  return (
    <div
      role={role}
      className={cn('flex flex-wrap gap-x-2.5 gap-y-1.5 rounded-lg border sm:flex-nowrap px-3.5 py-2.5', EDGE[tone], className)}
    >
      <Icon className={cn('mt-0.5 size-4 shrink-0', TONE_TEXT[tone])} aria-hidden />
      {/* On a phone what to do stands below what is said, not beside it. */}
      <div className="min-w-0 flex-1 basis-[calc(100%-26px)] sm:basis-0">
        <p className="font-medium">{title}</p>
        {children === undefined ? null : <div className="mt-0.5 text-sm break-words text-text-2">{children}</div>}
      </div>
      {actions === undefined ? null : <div className="flex shrink-0 items-start gap-2 pl-[26px] sm:pl-0">{actions}</div>}
    </div>
  );
}
