'use client';

import { ChartLine, Table2, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog } from 'radix-ui';
import { useState, type ReactNode } from 'react';
import { IconButton } from '../ui/icon-button.tsx';
import { ChartBody, type ChartBodyProps } from './chart-body.tsx';

export interface ChartFullViewProps extends Omit<ChartBodyProps, 'height' | 'onTable'> {
  note: ReactNode;
  onClose: () => void;
}

/** Everything of the window that is not the drawing, px. */
const AROUND_PX = 190;
const HEIGHT_LEAST_PX = 220;

/** One chart as large as the window. */
export default function ChartFullView({ note, onClose, isTable: wasTable, ...body }: ChartFullViewProps) {
  const t = useTranslations('chart');
  const common = useTranslations('common');
  const [isTable, setIsTable] = useState(wasTable);
  const [height] = useState(() => Math.max(HEIGHT_LEAST_PX, window.innerHeight - AROUND_PX));
  return (
    <Dialog.Root open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-overlay" />
        <Dialog.Content
          aria-describedby={undefined}
          // The panel itself, not its first button: that one's tooltip would take the first Escape for itself.
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
          className="pop-in fixed inset-2 z-50 overflow-y-auto rounded-lg border border-line bg-surface p-4 shadow-pop outline-none sm:inset-6"
        >
          <div className="mb-3 flex items-start gap-2">
            <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2">
              <Dialog.Title className="text-lg font-semibold">{body.title}</Dialog.Title>
              {note === undefined || note === null ? null : <span className="text-sm text-text-3">{note}</span>}
            </div>
            <IconButton
              label={t(isTable ? 'showChart' : 'showTable')}
              icon={isTable ? <ChartLine aria-hidden /> : <Table2 aria-hidden />}
              aria-pressed={isTable}
              onClick={() => setIsTable(!isTable)}
            />
            <Dialog.Close asChild>
              <IconButton label={common('close')} icon={<X aria-hidden />} />
            </Dialog.Close>
          </div>
          <ChartBody {...body} isTable={isTable} onTable={() => setIsTable(true)} height={height} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
