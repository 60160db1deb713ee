import type { ReactNode } from 'react';
import { ConsoleShell } from '#components/shell/console-shell.tsx';

/** All pages for signed-in people stand inside the console. */
export default function ConsoleLayout({ children }: { children: ReactNode }) {
  return <ConsoleShell>{children}</ConsoleShell>;
}
