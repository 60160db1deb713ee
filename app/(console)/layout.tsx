import type { ReactNode } from 'react';
import { ChartWishes } from '#components/chart/chart-wishes.tsx';
import { ConsoleShell } from '#components/shell/console-shell.tsx';
import { Tour } from '#components/tour/tour.tsx';

/** All pages for signed-in people stand inside the console. */
export default function ConsoleLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <ConsoleShell>
        <ChartWishes>{children}</ChartWishes>
      </ConsoleShell>
      <Tour />
    </>
  );
}
