import { Check, CircleDashed, CircleX, Info, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

/** What a state means. `ok` good · `warn` look soon · `bad` act now · `info` worth knowing · `mute` neither good nor bad, or unknown. */
export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'mute';

/** Icon that always goes with a tone, so that colour is never alone. */
export const TONE_ICON: Record<Tone, LucideIcon> = {
  ok: Check,
  warn: TriangleAlert,
  bad: CircleX,
  info: Info,
  mute: CircleDashed,
};

const SOFT: Record<Tone, string> = {
  ok: 'bg-ok-soft text-ok',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
  info: 'bg-info-soft text-info',
  mute: 'bg-mute-soft text-mute',
};

/** Text colour of a tone. */
export const TONE_TEXT: Record<Tone, string> = {
  ok: 'text-ok',
  warn: 'text-warn',
  bad: 'text-bad',
  info: 'text-info',
  mute: 'text-mute',
};

export interface StateTagProps {
  tone: Tone;
  /** The state in words. */
  children: ReactNode;
  /** Another icon than the tone's own. */
  icon?: LucideIcon;
  title?: string;
  className?: string;
}

/** A state: icon, word and colour together. */
export function StateTag({ tone, children, icon, title, className }: StateTagProps) {
  const Icon = icon ?? TONE_ICON[tone];
  return (
    <span
      title={title}
      className={cn(
        'inline-flex h-5 items-center gap-1 rounded-full px-2 text-xs font-semibold whitespace-nowrap',
        SOFT[tone],
        className,
      )}
    >
      <Icon className="size-3 shrink-0" strokeWidth={2.4} aria-hidden />
      {children}
    </span>
  );
}
