import type { Database } from '#lib/store/database.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';
import { readKafkaFacts } from './read-kafka.ts';
import { renderKafka, type Dialect } from './render-kafka.ts';

interface Kept {
  pass: string;
  text: Promise<string>;
}

/** The last text of each cluster and choice of names: two Prometheus servers that scrape at once share the work of one. */
const kept = new WeakMap<Database['pool'], Map<string, Kept>>();

/** The last pass of one cluster in the Prometheus text format; made once per pass and choice of names, however many ask. */
export async function kafkaText(
  db: Pick<Database, 'pool'>,
  cluster: { id: string; key: number },
  options: { seriesMax: number; dialects: ReadonlySet<Dialect> },
): Promise<string> {
  const { pass } = await readSnapshot(db, cluster.key, []);
  // The age within its tolerance changes nothing but the age itself; a pass that grew too old is asked for anew.
  const isFresh = pass !== null && pass.ageMs <= 2 * pass.stepMs;
  const key = [cluster.key, ...[...options.dialects].sort()].join('/');
  const made = `${pass?.startedAtMs}/${options.seriesMax}`;
  let texts = kept.get(db.pool);
  if (texts === undefined) kept.set(db.pool, (texts = new Map<string, Kept>()));
  const last = texts.get(key);
  if (isFresh && last?.pass === made) return last.text;
  const text = readKafkaFacts(db, cluster, options.seriesMax).then((facts) => renderKafka(facts, options.dialects));
  texts.set(key, { pass: made, text });
  text.catch(() => {
    // A failure is not kept for the next one who asks.
    if (texts.get(key)?.text === text) texts.delete(key);
  });
  return text;
}
