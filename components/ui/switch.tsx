'use client';

import { Switch as Primitive } from 'radix-ui';
import { useId, type ReactNode } from 'react';

export interface SwitchProps {
  /** What is on or off, always visible. */
  label: ReactNode;
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  disabled?: boolean;
}

/** Turns one thing on or off at once. */
export function Switch({ label, checked, onCheckedChange, disabled }: SwitchProps) {
  const id = useId();
  return (
    <span className="inline-flex items-center gap-2 text-sm">
      <Primitive.Root
        id={id}
        checked={checked}
        onCheckedChange={onCheckedChange}
        disabled={disabled}
        className="relative h-[18px] w-8 rounded-full border border-control-line bg-surface-3 transition-colors data-[state=checked]:border-primary data-[state=checked]:bg-primary"
      >
        <Primitive.Thumb className="block size-3 translate-x-[2px] rounded-full bg-text-2 transition-transform data-[state=checked]:translate-x-4 data-[state=checked]:bg-on-primary" />
      </Primitive.Root>
      <label htmlFor={id} className="py-1">
        {label}
      </label>
    </span>
  );
}
