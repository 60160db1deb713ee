'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { Fault } from '#lib/contracts/common.ts';
import { isFaultCode } from '#lib/contracts/fault-codes.ts';

/** What a fault means, in the reader's language and one sentence, with its code; what was said, as it stands, for a code without words. undefined without a fault. */
export function useFaultText(): (fault: Fault | null | undefined) => string | undefined {
  const t = useTranslations('faults');
  return useCallback(
    (fault) => {
      if (fault === null || fault === undefined) return undefined;
      const { code, detail } = fault;
      return isFaultCode(code) ? t('withCode', { means: t(`means.${code}`), code }) : detail;
    },
    [t],
  );
}
