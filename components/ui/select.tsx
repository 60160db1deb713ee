'use client';

import { Check, ChevronDown } from 'lucide-react';
import { Select as Primitive } from 'radix-ui';
import { cn } from './cn.ts';
import { useNonce } from './nonce.ts';

export interface SelectProps {
  /** Name of the control, read aloud. */
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  options: readonly { value: string; label: string }[];
  id?: string;
  disabled?: boolean;
  className?: string;
}

/** One choice out of a short list. */
export function Select({ label, value, onValueChange, options, id, disabled, className }: SelectProps) {
  const nonce = useNonce();
  return (
    <Primitive.Root value={value} onValueChange={onValueChange} disabled={disabled}>
      <Primitive.Trigger
        id={id}
        aria-label={label}
        className={cn(
          'inline-flex h-[30px] items-center justify-between gap-2 rounded-md border border-control-line bg-surface px-2.5 text-sm hover:bg-surface-2 disabled:opacity-60',
          className,
        )}
      >
        <Primitive.Value />
        <Primitive.Icon>
          <ChevronDown className="size-3.5 text-text-3" aria-hidden />
        </Primitive.Icon>
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          position="popper"
          sideOffset={6}
          className="pop-in z-50 max-h-[320px] min-w-[var(--radix-select-trigger-width)] overflow-y-auto rounded-lg border border-line bg-surface p-1 shadow-pop"
        >
          <Primitive.Viewport nonce={nonce}>
            {options.map((option) => (
              <Primitive.Item
                key={option.value}
                value={option.value}
                className="relative flex min-h-[30px] items-center rounded-md py-1 pr-3 pl-7 text-sm outline-none select-none data-[highlighted]:bg-surface-2"
              >
                <Primitive.ItemIndicator className="absolute left-2">
                  <Check className="size-3.5" aria-hidden />
                </Primitive.ItemIndicator>
                <Primitive.ItemText>{option.label}</Primitive.ItemText>
              </Primitive.Item>
            ))}
          </Primitive.Viewport>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
