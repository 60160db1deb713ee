'use client';

import { cn } from '../ui/cn.ts';
import { keyCaps } from './match-keys.ts';
import { useIsApple } from './shortcuts.ts';

/** The keys of a shortcut, as this machine's keyboard has them. */
export function KeyCaps({ keys, className }: { keys: string; className?: string }) {
  const caps = keyCaps(keys, useIsApple());
  return (
    <span className={cn('inline-flex shrink-0 items-center gap-1', className)}>
      {caps.map((cap, at) => (
        <kbd
          key={`${at} ${cap}`}
          className="min-w-[18px] rounded-sm border border-line bg-surface-2 px-1 text-center font-sans text-2xs leading-[16px] text-text-3"
        >
          {cap}
        </kbd>
      ))}
    </span>
  );
}
