'use client';

import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';
import { IconButton } from './icon-button.tsx';
import { lateOverlay } from './late-overlay.tsx';

const overlay = lateOverlay(() => import('radix-ui/dialog'), 'dialog');

export const Dialog = overlay.Root;

/** Gives the focus to the window itself, not to the button that closes it: its tooltip would stand in the way, and take the first Escape. */
function focusWindow(event: Event): void {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
}

/** A panel that slides in from the left: the folded navigation of small screens. */
export function SheetContent({ title, closeLabel, children }: { title: string; closeLabel: string; children: ReactNode }) {
  const { parts } = overlay.useOverlay();
  if (parts === null) return null;
  return (
    <parts.Portal>
      <parts.Overlay className="fixed inset-0 z-40 bg-overlay" />
      <parts.Content
        aria-describedby={undefined}
        onOpenAutoFocus={focusWindow}
        className="sheet-in outline-none fixed inset-y-0 left-0 z-50 flex w-[min(280px,86vw)] flex-col overflow-y-auto border-r border-line bg-surface shadow-pop"
      >
        <parts.Title className="sr-only">{title}</parts.Title>
        <parts.Close asChild>
          <IconButton label={closeLabel} icon={<X aria-hidden />} className="absolute top-3.5 right-2.5" />
        </parts.Close>
        {children}
      </parts.Content>
    </parts.Portal>
  );
}

export interface ModalContentProps {
  /** What the window is about: heads it and names it. */
  title: string;
  closeLabel: string;
  children: ReactNode;
  className?: string;
}

/** A window in the middle of the screen, for what has to be read or decided before going on. */
export function ModalContent({ title, closeLabel, children, className }: ModalContentProps) {
  const { parts } = overlay.useOverlay();
  if (parts === null) return null;
  return (
    <parts.Portal>
      <parts.Overlay className="fixed inset-0 z-40 bg-overlay" />
      <parts.Content
        aria-describedby={undefined}
        onOpenAutoFocus={focusWindow}
        className={cn(
          'pop-in fixed inset-x-2 top-[max(8px,8vh)] z-50 mx-auto flex max-h-[min(720px,calc(100dvh-16px))] max-w-[560px] flex-col overflow-hidden rounded-lg border border-line bg-surface shadow-pop outline-none sm:max-h-[84dvh]',
          className,
        )}
      >
        <div className="flex items-center justify-between gap-3 border-b border-line py-2.5 pr-2.5 pl-4">
          <parts.Title className="text-lg font-semibold">{title}</parts.Title>
          <parts.Close asChild>
            <IconButton label={closeLabel} icon={<X aria-hidden />} />
          </parts.Close>
        </div>
        <div className="min-h-0 overflow-y-auto px-4 py-4">{children}</div>
      </parts.Content>
    </parts.Portal>
  );
}
