'use client';

import { Check } from 'lucide-react';
import type { DropdownMenu } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn.ts';
import { lateOverlay } from './late-overlay.tsx';

const overlay = lateOverlay(() => import('radix-ui/dropdown-menu'), 'menu');

export const Dropdown = overlay.Root;
export const DropdownTrigger = overlay.Trigger;

/** The menu's parts, for what stands inside its list: there they have arrived. */
function useMenu() {
  const { parts } = overlay.useOverlay();
  if (parts === null) throw new Error('an entry of a menu stands outside of its list');
  return parts;
}

/** Choices of which one is chosen. */
export function DropdownRadioGroup(props: ComponentProps<typeof DropdownMenu.RadioGroup>) {
  const menu = useMenu();
  return <menu.RadioGroup {...props} />;
}

/** The list that opens under its trigger. */
export function DropdownContent({ className, align = 'start', ...props }: ComponentProps<typeof DropdownMenu.Content>) {
  const { parts: menu } = overlay.useOverlay();
  if (menu === null) return null;
  return (
    <menu.Portal>
      <menu.Content
        align={align}
        sideOffset={6}
        collisionPadding={8}
        className={cn(
          'pop-in z-50 max-h-[min(420px,var(--radix-dropdown-menu-content-available-height))] min-w-[200px] overflow-y-auto rounded-lg border border-line bg-surface p-1 shadow-pop',
          className,
        )}
        {...props}
      />
    </menu.Portal>
  );
}

const ITEM =
  'relative flex min-h-[30px] items-center gap-2.5 rounded-md px-2 py-1 text-sm outline-none select-none data-[disabled]:opacity-50 data-[highlighted]:bg-surface-2 [&_svg]:size-4 [&_svg]:shrink-0';

/** One action or link (`asChild`) of a menu. */
export function DropdownItem({ className, ...props }: ComponentProps<typeof DropdownMenu.Item>) {
  const menu = useMenu();
  return <menu.Item className={cn(ITEM, className)} {...props} />;
}

/** One choice of a group; the chosen one carries a check mark. */
export function DropdownRadioItem({ className, children, ...props }: ComponentProps<typeof DropdownMenu.RadioItem>) {
  const menu = useMenu();
  return (
    <menu.RadioItem className={cn(ITEM, 'pl-7', className)} {...props}>
      <menu.ItemIndicator className="absolute left-2">
        <Check aria-hidden className="!size-3.5" />
      </menu.ItemIndicator>
      {children}
    </menu.RadioItem>
  );
}

/** A choice that can be on or off; a check mark when it is on. */
export function DropdownCheckboxItem({ className, children, ...props }: ComponentProps<typeof DropdownMenu.CheckboxItem>) {
  const menu = useMenu();
  return (
    <menu.CheckboxItem className={cn(ITEM, 'pl-[34px]', className)} {...props}>
      <menu.ItemIndicator className="absolute left-2.5">
        <Check aria-hidden className="!size-3.5" />
      </menu.ItemIndicator>
      {children}
    </menu.CheckboxItem>
  );
}

/** Name of a group of items. */
export function DropdownLabel({ children }: { children: ReactNode }) {
  const menu = useMenu();
  return <menu.Label className="px-2 pt-1.5 pb-1 text-xs font-medium text-text-3">{children}</menu.Label>;
}

/** Hairline between groups. */
export function DropdownSeparator() {
  const menu = useMenu();
  return <menu.Separator className="my-1 h-px bg-line" />;
}
