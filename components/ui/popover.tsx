'use client';

import type { Popover as Primitive } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';
import { lateOverlay } from './late-overlay.tsx';

const overlay = lateOverlay(() => import('radix-ui/popover'), 'dialog');

export const Popover = overlay.Root;
export const PopoverTrigger = overlay.Trigger;

/** A small window anchored to its trigger, for forms and details that need more than a menu. */
export function PopoverContent({ className, align = 'start', ...props }: ComponentProps<typeof Primitive.Content>) {
  const { parts } = overlay.useOverlay();
  if (parts === null) return null;
  return (
    <parts.Portal>
      <parts.Content
        align={align}
        sideOffset={6}
        collisionPadding={8}
        className={cn('pop-in z-50 rounded-lg border border-line bg-surface p-3 shadow-pop', className)}
        {...props}
      />
    </parts.Portal>
  );
}
