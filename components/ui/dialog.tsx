'use client';

import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';
import { IconButton } from './icon-button.tsx';

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;
export const DialogClose = Primitive.Close;

export interface DialogContentProps {
  title: string;
  /** One sentence under the title; read aloud on opening. */
  description?: ReactNode;
  /** Name of the close button in the reader's language. */
  closeLabel: string;
  children: ReactNode;
  /** Buttons at the foot. */
  footer?: ReactNode;
  className?: string;
}

/** A modal window in the middle of the screen. Focus stays inside, Escape closes, focus returns to where it came from. */
export function DialogContent({ title, description, closeLabel, children, footer, className }: DialogContentProps) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className="fixed inset-0 z-40 bg-overlay" />
      <Primitive.Content
        aria-describedby={description === undefined ? undefined : 'dialog-description'}
        className={cn(
          'pop-in fixed top-[8vh] left-1/2 z-50 flex max-h-[84vh] w-[min(560px,calc(100vw-24px))] -translate-x-1/2 flex-col rounded-lg border border-line bg-surface shadow-pop',
          className,
        )}
      >
        <div className="flex items-start gap-3 px-4 pt-3.5">
          <div className="min-w-0 flex-1">
            <Primitive.Title className="text-lg font-semibold">{title}</Primitive.Title>
            {description === undefined ? null : (
              <Primitive.Description id="dialog-description" className="mt-0.5 text-sm text-text-2">
                {description}
              </Primitive.Description>
            )}
          </div>
          <Primitive.Close asChild>
            <IconButton label={closeLabel} icon={<X aria-hidden />} />
          </Primitive.Close>
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto px-4 py-3">{children}</div>
        {footer === undefined ? null : (
          <div className="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-3">{footer}</div>
        )}
      </Primitive.Content>
    </Primitive.Portal>
  );
}

/** A panel that slides in from the left: the folded navigation of small screens. */
export function SheetContent({ title, closeLabel, children }: { title: string; closeLabel: string; children: ReactNode }) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className="fixed inset-0 z-40 bg-overlay" />
      <Primitive.Content
        aria-describedby={undefined}
        className="sheet-in fixed inset-y-0 left-0 z-50 flex w-[min(280px,86vw)] flex-col overflow-y-auto border-r border-line bg-surface shadow-pop"
      >
        <Primitive.Title className="sr-only">{title}</Primitive.Title>
        <Primitive.Close asChild>
          <IconButton label={closeLabel} icon={<X aria-hidden />} className="absolute top-3.5 right-2.5" />
        </Primitive.Close>
        {children}
      </Primitive.Content>
    </Primitive.Portal>
  );
}
