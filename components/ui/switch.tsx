'use client';

import type { ReactNode } from 'react';

export interface SwitchProps {
  /** What is on or off, always visible. */
  label: ReactNode;
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  disabled?: boolean;
}

/** Turns one thing on or off at once. */
export function Switch({ label, checked, onCheckedChange, disabled }: SwitchProps) {
  return (
    <label className="inline-flex items-center gap-2 py-1 text-sm">
      <input
        type="checkbox"
        role="switch"
        aria-checked={checked}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onCheckedChange(event.currentTarget.checked)}
        // Space is a checkbox's own key; people press Enter on a switch too.
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          onCheckedChange(!checked);
        }}
        className="relative h-[18px] w-8 shrink-0 appearance-none rounded-full border border-control-line bg-surface-3 transition-colors before:absolute before:top-[2px] before:left-0 before:size-3 before:translate-x-[2px] before:rounded-full before:bg-text-2 before:transition-transform checked:border-primary checked:bg-primary checked:before:translate-x-4 checked:before:bg-on-primary disabled:opacity-50"
      />
      {label}
    </label>
  );
}
