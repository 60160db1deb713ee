'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { IconButton } from '../ui/icon-button.tsx';

type Copied = 'no' | 'yes' | 'failed';

/** A command to copy. The text can be selected too, where the browser keeps the clipboard closed. */
export function CommandText({ command }: { command: string }) {
  const t = useTranslations('advice.command');
  const [copied, setCopied] = useState<Copied>('no');
  const copy = () => {
    // Without a secure page there is no clipboard at all.
    const writing = globalThis.navigator.clipboard?.writeText(command) ?? Promise.reject(new Error('no clipboard'));
    writing.then(
      () => setCopied('yes'),
      () => setCopied('failed'),
    );
  };
  return (
    <div>
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
          label={copied === 'yes' ? t('copied') : t('copy')}
          icon={copied === 'yes' ? <Check aria-hidden /> : <Copy aria-hidden />}
          onClick={copy}
        />
      </div>
      <p role="status" className={copied === 'failed' ? 'mt-1 text-xs text-warn' : 'sr-only'}>
        {copied === 'no' ? '' : copied === 'yes' ? t('copied') : t('failed')}
      </p>
    </div>
  );
}
