'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { IconButton } from './icon-button.tsx';

/** How long the button says that it did it. */
const SAID_MS = 2_000;

/** A command for a terminal with a button that copies it; it can be marked and copied by hand too, where the browser keeps the clipboard closed. */
export function CopyCommand({ command }: { command: string }) {
  const t = useTranslations('command');
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    // What has to be done by hand stays to be read.
    if (state !== 'copied') return;
    const timer = setTimeout(() => setState('idle'), SAID_MS);
    return () => clearTimeout(timer);
  }, [state]);
  // Without a secure context there is no clipboard at all.
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(command);
      setState('copied');
    } catch {
      setState('failed');
    }
  };
  return (
    <div className="mt-1">
      <div className="flex items-start gap-1 rounded-md border border-line bg-surface-2 py-1 pr-1 pl-2.5">
        <pre
          tabIndex={0}
          aria-label={t('label')}
          className="min-w-0 flex-1 overflow-x-auto py-1 font-mono text-xs break-words whitespace-pre-wrap text-text"
        >
          {command}
        </pre>
        <IconButton
          size="sm"
          label={t(state === 'copied' ? 'copied' : 'copy')}
          icon={state === 'copied' ? <Check aria-hidden /> : <Copy aria-hidden />}
          onClick={() => void copy()}
        />
      </div>
      <p role="status" className={state === 'failed' ? 'mt-1 text-xs text-warn' : 'sr-only'}>
        {state === 'idle' ? '' : t(state)}
      </p>
    </div>
  );
}
