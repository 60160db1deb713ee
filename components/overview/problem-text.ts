'use client';

import { useTranslations } from 'next-intl';
import type { Problem } from '#lib/contracts/common.ts';
import { useFormat } from '#lib/i18n/use-format.ts';

/** A problem in the reader's language. */
export interface ProblemText {
  title: string;
  /** What is the case, in figures. */
  body: string;
  /** What happens if nobody acts; null when no more can be said. */
  risk: string | null;
  /** The one next step; null when no more can be said. */
  act: string | null;
}

/** Arguments any message may name; a problem brings those its code needs. */
const NO_PARAMS = {
  ageSeconds: 'none',
  broker: '',
  brokers: '',
  caughtUp: 0,
  cause: 'other',
  class: 'other',
  count: 0,
  days: 0,
  direction: '',
  group: '',
  growth: 'none',
  groups: 0,
  headroomSeconds: 'none',
  lag: '',
  lostOffsets: '',
  majority: 0,
  minutes: 0,
  ms: 0,
  nextTryAt: 'none',
  outstanding: 0,
  partitions: 0,
  path: '',
  peersMs: 'none',
  percent: 0,
  readings: '',
  rebalances: 'none',
  reason: '',
  refused: '',
  replicas: 0,
  rewoundOffsets: 'none',
  samples: 0,
  seconds: 0,
  server: '',
  sloSeconds: 'none',
  stillSeconds: 'none',
  topic: '',
  topics: 0,
  transactions: 0,
  usualMs: '',
  voters: 0,
};
/** Numbers that only stand in sentences and may be large. */
const FIGURES: ReadonlySet<string> = new Set(['growth', 'lag', 'rewoundOffsets']);
const ISO_TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const DECIMAL = /^\d{4,19}$/;

/** Turns problems into sentences: `problems.<code>` with the problem's own figures; a code without a message falls back to the server's English. */
export function useProblemText(): (problem: Problem) => ProblemText {
  const t = useTranslations('problems');
  const format = useFormat();
  const inWords = (value: string) =>
    DECIMAL.test(value) ? format.integer(value) : ISO_TIME.test(value) ? format.time(Date.parse(value), 'seconds') : value;
  // `stillSeconds` and the like are lengths of time; other numbers stay numbers, since plurals choose by them.
  const lengthOrCount = (name: string, value: number) => (name.endsWith('Seconds') ? format.duration(value * 1_000) : value);
  return (problem) => {
    // Many groups in the same trouble come as one problem of the cluster, with a wording of their own.
    const key =
      problem.scope.kind === 'cluster' && t.has(`codes.${problem.code}_many.title`) ? `${problem.code}_many` : problem.code;
    if (!t.has(`codes.${key}.title`))
      return { title: t('other', { code: problem.code }), body: problem.detail, risk: null, act: null };
    const params = Object.fromEntries(
      Object.entries({ ...NO_PARAMS, ...problem.params }).map(([name, value]) => [
        name,
        typeof value === 'string' ? inWords(value) : FIGURES.has(name) ? format.integer(value) : lengthOrCount(name, value),
      ]),
    );
    // What is at stake and what to do is mostly the same for one group and for many.
    const told = (part: 'risk' | 'act') => {
      const place = [key, problem.code].find((code) => t.has(`codes.${code}.${part}`));
      return place === undefined ? null : t(`codes.${place}.${part}`, params);
    };
    return {
      title: t(`codes.${key}.title`, params),
      body: t(`codes.${key}.body`, params),
      risk: told('risk'),
      act: told('act'),
    };
  };
}
