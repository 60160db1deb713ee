'use client';

import { Slot } from 'radix-ui';
import { useEffect, useId, useLayoutEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { placeTooltip } from './tooltip-place.ts';

export interface TooltipProps {
  /** What the tooltip says; nothing is drawn around the child when it is null. */
  content: ReactNode;
  /** One element that takes a ref and can be hovered or focused. */
  children: ReactElement;
}

/** How long a pointer rests on an element before its tooltip shows. */
const OPEN_AFTER_MS = 350;
/** Time to move the pointer onto the tooltip itself, for those who enlarge the screen. */
const CLOSE_AFTER_MS = 120;

/**
 * A short explanation on hover and keyboard focus; Escape hides it. Never the only place of something a person must know.
 * Stands here rather than in a library since every icon button has one: the library's positioning alone is a tenth of a page's first load.
 */
export function Tooltip({ content, children }: TooltipProps) {
  const id = useId();
  const [anchor, setAnchor] = useState<Element | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  if (content === null || content === undefined || content === '') return children;

  const after = (ms: number, next: Element | null) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setAnchor(next), ms);
  };
  const hide = () => {
    clearTimeout(timer.current);
    setAnchor(null);
  };
  return (
    <>
      <Slot.Root
        aria-describedby={anchor === null ? undefined : id}
        onPointerEnter={(event) => {
          if (event.pointerType === 'mouse') after(OPEN_AFTER_MS, event.currentTarget);
        }}
        onPointerLeave={() => after(CLOSE_AFTER_MS, null)}
        onPointerDown={hide}
        onFocus={(event) => {
          if (event.currentTarget.matches(':focus-visible')) setAnchor(event.currentTarget);
        }}
        onBlur={hide}
        onKeyDown={(event) => {
          if (event.key === 'Escape') hide();
        }}
      >
        {children}
      </Slot.Root>
      {anchor === null ? null : (
        <TooltipWindow
          id={id}
          anchor={anchor}
          onPointerEnter={() => clearTimeout(timer.current)}
          onPointerLeave={() => after(CLOSE_AFTER_MS, null)}
          onMoved={hide}
        >
          {content}
        </TooltipWindow>
      )}
    </>
  );
}

interface TooltipWindowProps {
  id: string;
  anchor: Element;
  onPointerEnter: () => void;
  onPointerLeave: () => void;
  /** The page scrolled or changed its size: the place is no longer right. */
  onMoved: () => void;
  children: ReactNode;
}

function TooltipWindow({ id, anchor, onPointerEnter, onPointerLeave, onMoved, children }: TooltipWindowProps) {
  const ref = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);
  useLayoutEffect(() => {
    const box = ref.current?.getBoundingClientRect();
    if (box === undefined) return;
    setPlace(placeTooltip(anchor.getBoundingClientRect(), box, { width: window.innerWidth, height: window.innerHeight }));
  }, [anchor, children]);
  useEffect(() => {
    window.addEventListener('scroll', onMoved, { capture: true, passive: true });
    window.addEventListener('resize', onMoved);
    return () => {
      window.removeEventListener('scroll', onMoved, { capture: true });
      window.removeEventListener('resize', onMoved);
    };
  }, [onMoved]);
  return createPortal(
    <div
      ref={ref}
      id={id}
      role="tooltip"
      onPointerEnter={onPointerEnter}
      onPointerLeave={onPointerLeave}
      style={place ?? { left: 0, top: 0, visibility: 'hidden' }}
      className="pop-in fixed z-50 w-max max-w-[min(300px,calc(100vw-16px))] rounded-md bg-text px-2.5 py-1.5 text-xs leading-snug text-pretty text-ground shadow-pop"
    >
      {children}
    </div>,
    document.body,
  );
}
