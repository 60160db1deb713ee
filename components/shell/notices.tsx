'use client';

import { useTheme } from 'next-themes';
import dynamic from 'next/dynamic';

/** Loaded after the page: notices come only after an action. */
const Toaster = dynamic(() => import('sonner').then((module) => module.Toaster), { ssr: false });

/** Where short notices about finished actions appear, in the reader's theme. */
export function Notices() {
  const { resolvedTheme } = useTheme();
  return <Toaster position="bottom-right" theme={resolvedTheme === 'dark' ? 'dark' : 'light'} />;
}
