'use client';

import { ToggleGroup } from 'radix-ui';
import { cn } from './cn.ts';

export interface SegmentedProps {
  /** Name of the group, read aloud. */
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  options: readonly { value: string; label: string; hint?: string }[];
  className?: string;
}

/** One choice out of two to six, all visible. */
export function Segmented({ label, value, onValueChange, options, className }: SegmentedProps) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(next) => {
        if (next !== '') onValueChange(next);
      }}
      className={cn('inline-flex rounded-md border border-line-strong bg-surface p-px', className)}
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          aria-label={option.hint}
          className="h-[26px] min-w-[30px] rounded-[5px] px-2 text-sm text-text-2 hover:text-text data-[state=on]:bg-surface-3 data-[state=on]:font-medium data-[state=on]:text-text"
        >
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
