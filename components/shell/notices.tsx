'use client';

import { useTheme } from 'next-themes';
import { partOnDemand } from '../ui/late-part.tsx';

/** Loaded after the page: notices come only after an action. */
const Toaster = partOnDemand(() => import('sonner').then((module) => module.Toaster));

/** Where short notices about finished actions appear, in the reader's theme. */
export function Notices() {
  const { resolvedTheme } = useTheme();
  return <Toaster position="bottom-right" theme={resolvedTheme === 'dark' ? 'dark' : 'light'} />;
}
