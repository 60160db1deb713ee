import { clsx, type ClassValue } from 'clsx';

/**
 * Joins class names. Of two that set the same thing the one wins that comes later in the style sheet, whatever the order here: an element's own classes are given up for
 * others with `!` (`px-0!`). `class-names.test.ts` finds those that stand beside each other without it. Sorting that out in the browser would cost a page 8 kB.
 */
export function cn(...classes: ClassValue[]): string {
  return clsx(classes);
}
