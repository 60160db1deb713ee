'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { AdviceEvidence, AdviceFinding } from '#lib/contracts/advice.ts';
import type { Formatter } from '#lib/core/format.ts';
import { useFormat } from '#lib/i18n/use-format.ts';

/** A piece of evidence in the reader's notation. */
export function evidenceText({ unit, value }: AdviceEvidence, format: Formatter): string {
  switch (unit) {
    case 'count':
      return format.integer(value);
    case 'rate': {
      const { text, unit: symbol } = format.value('messages_per_second', value);
      return `${text}\u00a0${symbol}`;
    }
    case 'bytes':
      return format.bytes(value);
    case 'bytes_per_second':
      return `${format.bytes(value)}/s`;
    case 'bytes_per_day':
      return `${format.bytes(value)}/d`;
    case 'share':
      return format.percent(Number(value));
    case 'times':
      return `${format.decimal(Number(value))}×`;
    case 'span':
      return format.duration(Number(value) * 1000);
    case 'text':
      return String(value);
  }
}

/** Sentences about findings: what is so in one line with its numbers, and each number with its label. */
export function useAdviceText() {
  const t = useTranslations('advice');
  const format = useFormat();
  return useMemo(
    () => ({
      headline: (finding: AdviceFinding) =>
        t(`code.${finding.code}.headline`, {
          ...Object.fromEntries(finding.evidence.map((one) => [one.name, evidenceText(one, format)])),
          topic: finding.topic ?? '',
          group: finding.group ?? '',
          broker: finding.broker === null ? '' : String(finding.broker),
        }),
      evidence: (finding: AdviceFinding) =>
        finding.evidence.map((one) => ({
          name: one.name,
          label: t(`evidence.${one.name}`),
          value: evidenceText(one, format),
        })),
    }),
    [t, format],
  );
}
