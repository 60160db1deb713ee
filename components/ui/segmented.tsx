'use client';

import { useId } from 'react';
import { cn } from './cn.ts';

export interface SegmentedProps {
  /** Name of the group, read aloud. */
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  options: readonly { value: string; label: string; hint?: string }[];
  className?: string;
}

/** One choice out of two to six, all visible: the browser's own radio buttons, with their keys. */
export function Segmented({ label, value, onValueChange, options, className }: SegmentedProps) {
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={cn('inline-flex max-w-full overflow-x-auto rounded-md border border-line-strong bg-surface p-px', className)}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className="relative inline-flex h-[26px] min-w-[30px] shrink-0 items-center justify-center rounded-[5px] px-2 text-sm whitespace-nowrap text-text-2 hover:text-text has-checked:bg-surface-3 has-checked:font-medium has-checked:text-text has-focus-visible:outline-2 has-focus-visible:-outline-offset-1 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onValueChange(option.value)}
            aria-label={option.hint}
            className="absolute inset-0 m-0 size-full cursor-pointer appearance-none rounded-[5px] opacity-0"
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
