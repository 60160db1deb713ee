'use client';

import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { IconButton } from './icon-button.tsx';

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;

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
