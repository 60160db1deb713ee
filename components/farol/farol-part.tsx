'use client';

import { useTranslations } from 'next-intl';
import { useId, type ReactNode } from 'react';
import type { Fault } from '#lib/contracts/common.ts';
import { Callout } from '../ui/callout.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { useFaultText } from '../states/use-fault-text.ts';

export interface FarolPartProps<T> {
  title: string;
  note?: ReactNode;
  /** One part of the answer: exactly one of the two is null. */
  part: { data: T | null; fault: Fault | null };
  children: (data: T) => ReactNode;
}

/** One subject of the page. What could not be read says why in its own place and hides no other part. */
export function FarolPart<T>({ title, note, part, children }: FarolPartProps<T>) {
  const faultText = useFaultText();
  const t = useTranslations('farol');
  const headingId = useId();
  return (
    <Card aria-labelledby={headingId}>
      <CardHeader id={headingId} title={title} note={note} />
      {part.data === null ? (
        <div className="px-3.5 pb-3.5">
          <Callout tone="warn" role="status" title={t('partFailed')}>
            {faultText(part.fault)}
          </Callout>
        </div>
      ) : (
        children(part.data)
      )}
    </Card>
  );
}
