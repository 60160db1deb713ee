'use client';

import { useId, type ReactNode } from 'react';
import { cn } from './cn.ts';

/** Attributes that tie a control to its label, hint and error. */
export interface FieldControlProps {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
}

export interface FieldProps {
  label: ReactNode;
  /** What to enter, always visible: placeholders vanish. */
  hint?: ReactNode;
  /** What is wrong with the value and what is expected; null or absent when nothing is. */
  error?: ReactNode;
  /** Draws the control; spread the given attributes on it. */
  children: (control: FieldControlProps) => ReactNode;
  className?: string;
}

/** A labelled form control with its hint and error. */
export function Field({ label, hint, error, children, className }: FieldProps) {
  const id = useId();
  const hasError = error !== undefined && error !== null && error !== '';
  const described = [hint === undefined ? null : `${id}-hint`, hasError ? `${id}-error` : null].filter((part) => part !== null);
  return (
    <div className={cn('grid gap-1', className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children({
        id,
        'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
        'aria-invalid': hasError ? true : undefined,
      })}
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className="text-xs text-text-3">
          {hint}
        </p>
      )}
      {hasError ? (
        <p id={`${id}-error`} role="alert" className="text-xs font-medium text-bad">
          {error}
        </p>
      ) : null}
    </div>
  );
}
