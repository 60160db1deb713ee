import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

const FIELD =
  'w-full rounded-md border border-control-line bg-surface text-md text-text placeholder:text-text-3 disabled:opacity-60 aria-invalid:border-bad';

/** A one-line text field. Give it a label (see Field) or an `aria-label`. */
export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input className={cn(FIELD, 'h-[30px] px-2.5', className)} {...props} />;
}

/** A text field of several lines. */
export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return <textarea className={cn(FIELD, 'min-h-[96px] px-2.5 py-1.5', className)} {...props} />;
}
