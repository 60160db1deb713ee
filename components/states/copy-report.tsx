'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { reportText, type FailureReport } from './failure-report.ts';

/** Copies what somebody who helps needs to know of a failure: codes, words, request id, time, page. Says whether it worked. */
export function CopyReport({ codes, detail, requestId }: Pick<FailureReport, 'codes' | 'detail' | 'requestId'>) {
  const t = useTranslations('faults');
  const [outcome, setOutcome] = useState<'copied' | 'copyFailed' | null>(null);
  const copy = async () => {
    const text = reportText({ codes, detail, requestId, page: window.location.pathname, atMs: Date.now() });
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      // Browsers give no clipboard to pages without TLS on another machine: the text stands on the page to be marked by hand.
      setOutcome('copyFailed');
    }
  };
  return (
    <Button variant="ghost" size="sm" onClick={copy} onBlur={() => setOutcome(null)}>
      {outcome === 'copied' ? <Check aria-hidden /> : <Copy aria-hidden />}
      <span aria-live="polite">{t(outcome ?? 'copy')}</span>
    </Button>
  );
}
