import { AdviceCode, type AdviceAnswer, type AdviceFinding, type AdviceQuery } from '#lib/contracts/advice.ts';
import { passInfo } from '#lib/series/pass-info.ts';
import type { Database } from '#lib/store/database.ts';
import { readSnapshot, type PassRow } from '#lib/store/snapshot/read-snapshot.ts';
import { advise, isJudged } from './advise.ts';
import { readFacts } from './read-facts.ts';

/** Findings in one answer; a page shows them by kind, and `byCode` tells of all. */
const LISTED_MAX = 1_000;
/** Advice does not change by the second, and judging a large cluster takes some: one process judges it once a minute. */
const JUDGED_FOR_MS = 60_000;

interface Judgement {
  findings: readonly AdviceFinding[];
  topics: number;
  topicsJudged: number;
  topicsWithHistory: number;
  judgedAtMs: number;
}

const judgements = new WeakMap<Database['pool'], Map<number, { untilMs: number; judgement: Promise<Judgement> }>>();

/** What could be better about a cluster's topics, the worst first, as of at most a minute ago. Never asks Kafka. */
export async function listAdvice(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
  query: AdviceQuery,
  nowMs: number,
): Promise<AdviceAnswer> {
  const { pass } = await readSnapshot(db, clusterKey, ['brokers']);
  const judgement = await judgementOf(db, clusterKey, pass, nowMs);
  const found = judgement.findings.filter(
    ({ topic, code }) =>
      (query.topic === undefined || topic === query.topic) && (query.code === undefined || code === query.code),
  );
  return {
    data: found.slice(0, LISTED_MAX),
    meta: {
      pass: passInfo(pass),
      total: found.length,
      byCode: countByCode(judgement.findings),
      topics: judgement.topics,
      topicsJudged: judgement.topicsJudged,
      topicsWithHistory: judgement.topicsWithHistory,
      judgedAt: new Date(judgement.judgedAtMs).toISOString(),
    },
  };
}

/** How many findings there are of each code and severity. */
export function countByCode(findings: readonly AdviceFinding[]): AdviceAnswer['meta']['byCode'] {
  const byCode = Map.groupBy(findings, ({ code, severity }) => `${code}/${severity}`);
  return [...byCode.values()].flatMap((own) =>
    own[0] === undefined
      ? []
      : [{ code: AdviceCode.parse(own[0].code), severity: own[0].severity, theme: own[0].theme, total: own.length }],
  );
}

function judgementOf(db: Pick<Database, 'pool'>, clusterKey: number, pass: PassRow | null, nowMs: number): Promise<Judgement> {
  let held = judgements.get(db.pool);
  if (held === undefined) judgements.set(db.pool, (held = new Map()));
  const known = held.get(clusterKey);
  if (known !== undefined && known.untilMs > nowMs) return known.judgement;
  const judgement = judge(db, clusterKey, nowMs);
  const entry = { untilMs: nowMs + JUDGED_FOR_MS, judgement };
  // Before the first pass there is nothing to keep; a failure is not kept either.
  if (pass !== null) {
    held.set(clusterKey, entry);
    judgement.catch(() => {
      if (held.get(clusterKey) === entry) held.delete(clusterKey);
    });
  }
  return judgement;
}

async function judge(db: Pick<Database, 'pool'>, clusterKey: number, nowMs: number): Promise<Judgement> {
  const { topics, cluster } = await readFacts(db, clusterKey);
  return {
    findings: advise(topics, cluster),
    topics: topics.length,
    topicsJudged: topics.filter(isJudged).length,
    topicsWithHistory: topics.filter(({ course }) => course !== null).length,
    judgedAtMs: nowMs,
  };
}
