import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

/** A small neutral label: a kind, a count, a property. States use StateTag. */
export function Badge({ className, ...props }: ComponentProps<'span'>) {
  return (
    <span
      className={cn(
        'inline-flex h-[18px] items-center rounded-sm border border-line bg-surface-2 px-1.5 text-2xs font-medium whitespace-nowrap text-text-2',
        className,
      )}
      {...props}
    />
  );
}
