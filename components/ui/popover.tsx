'use client';

import { Popover as Primitive } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

export const Popover = Primitive.Root;
export const PopoverTrigger = Primitive.Trigger;

/** A small window anchored to its trigger, for forms and details that need more than a menu. */
export function PopoverContent({ className, align = 'start', ...props }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        align={align}
        sideOffset={6}
        collisionPadding={8}
        className={cn('pop-in z-50 rounded-lg border border-line bg-surface p-3 shadow-pop', className)}
        {...props}
      />
    </Primitive.Portal>
  );
}
