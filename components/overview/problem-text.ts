'use client';

import { useTranslations } from 'next-intl';
import type { Problem } from '#lib/contracts/common.ts';
import { useFormat } from '#lib/i18n/use-format.ts';

/** A problem in the reader's language. */
export interface ProblemText {
  title: string;
  body: string;
}

/** Arguments any message may name; a problem brings those its code needs. */
const NO_PARAMS = {
  broker: '',
  brokers: '',
  group: '',
  groups: 0,
  lag: '',
  lostOffsets: '',
  partitions: 0,
  path: '',
  readings: '',
  reason: '',
  replicas: 0,
  topics: 0,
};
const DECIMAL = /^\d{4,19}$/;

/** Turns problems into sentences: `problems.<code>` with the problem's own figures; a code without a message falls back to the server's English. */
export function useProblemText(): (problem: Problem) => ProblemText {
  const t = useTranslations('problems');
  const format = useFormat();
  return (problem) => {
    // Many groups in the same trouble come as one problem of the cluster, with a wording of their own.
    const key =
      problem.scope.kind === 'cluster' && t.has(`codes.${problem.code}_many.title`) ? `${problem.code}_many` : problem.code;
    if (!t.has(`codes.${key}.title`)) return { title: t('other', { code: problem.code }), body: problem.detail };
    const params = Object.fromEntries(
      Object.entries({ ...NO_PARAMS, ...problem.params }).map(([name, value]) => [
        name,
        typeof value === 'string' && DECIMAL.test(value) ? format.integer(value) : value,
      ]),
    );
    return { title: t(`codes.${key}.title`, params), body: t(`codes.${key}.body`, params) };
  };
}
