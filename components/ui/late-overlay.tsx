'use client';

import { Slot } from 'radix-ui';
import {
  createContext,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
  type ComponentProps,
  type ComponentType,
  type ReactNode,
} from 'react';

/** What opens and closes an overlay from outside; left out, it keeps that itself. */
export interface OverlayRootProps {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
}

/** Props of the button that opens an overlay. */
export interface OverlayTriggerProps extends ComponentProps<'button'> {
  /** Uses the one child element instead of a `<button>`. */
  asChild?: boolean;
}

interface OverlayState<Parts> {
  /** null until the overlay is opened for the first time. */
  parts: Parts | null;
  isOpen: boolean;
  setOpen: (open: boolean) => void;
}

/** The parts every overlay has. */
interface OverlayParts {
  Root: ComponentType<{ open: boolean; onOpenChange: (open: boolean) => void; children: ReactNode }>;
  Trigger: ComponentType<OverlayTriggerProps>;
}

/**
 * An overlay (menu, popover, dialog) whose code is loaded when it is first wanted: it is no part of a page's first load.
 * Until then its trigger is a plain button with the same words and attributes; hovering or focusing it fetches the code, a click opens it.
 * @param load The overlay's parts.
 * @param haspopup What the trigger announces.
 */
export function lateOverlay<Parts extends object>(load: () => Promise<Parts & OverlayParts>, haspopup: 'menu' | 'dialog') {
  type All = Parts & OverlayParts;
  const Overlay = createContext<OverlayState<All> | null>(null);
  const fetchParts = () => void load().catch(() => undefined); // The click tries again, and says nothing until then.

  function useOverlay(): OverlayState<All> {
    const state = use(Overlay);
    if (state === null) throw new Error('a part of an overlay stands outside of it');
    return state;
  }

  function Root({ open, onOpenChange, children }: OverlayRootProps) {
    const [parts, setParts] = useState<All | null>(null);
    const [ownOpen, setOwnOpen] = useState(false);
    const isOpen = open ?? ownOpen;
    const setOpen = useCallback(
      (next: boolean) => {
        setOwnOpen(next);
        onOpenChange?.(next);
      },
      [onOpenChange],
    );
    useEffect(() => {
      if (!isOpen || parts !== null) return;
      load().then(
        (loaded) => setParts(() => loaded),
        () => setOpen(false),
      );
    }, [isOpen, parts, setOpen]);
    const state = useMemo(() => ({ parts, isOpen, setOpen }), [parts, isOpen, setOpen]);
    return (
      <Overlay value={state}>
        {parts === null ? (
          children
        ) : (
          <parts.Root open={isOpen} onOpenChange={setOpen}>
            {children}
          </parts.Root>
        )}
      </Overlay>
    );
  }

  function Trigger({ asChild = false, onClick, onKeyDown, ...props }: OverlayTriggerProps) {
    const { parts, isOpen, setOpen } = useOverlay();
    if (parts !== null) return <parts.Trigger asChild={asChild} onClick={onClick} onKeyDown={onKeyDown} {...props} />;
    const Element = asChild ? Slot.Root : 'button';
    return (
      <Element
        {...(asChild ? {} : { type: 'button' as const })}
        aria-haspopup={haspopup}
        aria-expanded={isOpen}
        aria-busy={isOpen || undefined}
        data-state="closed"
        onPointerEnter={fetchParts}
        onFocus={fetchParts}
        onClick={(event) => {
          onClick?.(event);
          if (!event.defaultPrevented) setOpen(true);
        }}
        onKeyDown={(event) => {
          onKeyDown?.(event);
          if (haspopup !== 'menu' || event.key !== 'ArrowDown') return;
          event.preventDefault();
          setOpen(true);
        }}
        {...props}
      />
    );
  }

  return { Root, Trigger, useOverlay };
}
