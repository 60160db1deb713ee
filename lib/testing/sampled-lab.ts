import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { startCluster, type LabCluster, type LabOptions } from '#demo/kafka/index.ts';
import type { Problem } from '#lib/contracts/common.ts';
import { systemClock } from '#lib/core/clock.ts';
import type { KafkaConnection } from '#lib/kafka/admin/port.ts';
import { parseClientProperties } from '#lib/kafka/connection/parse-client-properties.ts';
import { runClusters } from '#lib/sampler/run-clusters.ts';
import { clusterRepository, type ClusterRepository } from '#lib/store/clusters.ts';
import type { Database } from '#lib/store/database.ts';
import { createSecretBox } from '#lib/store/secret-box.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';
import { liesInPicture, type Picture } from './judge-picture.ts';
import { liesInStore } from './judge-store.ts';
import { startTestPostgres, type TestPostgres } from './postgres.ts';

const SECRET = 'a secret of the tests, long enough: 8f3kq0Zp';
const LOOK_MS = 150;
/** A pass ends at half its interval; so much more is the loaded machine's. */
const DEADLINE_SLACK_MS = 400;

/** One stored pass. */
export interface StoredPass {
  startedAtMs: number;
  stepMs: number;
  durationMs: number;
  answered: number;
  expected: number;
  fault: { code: string; detail: string } | null;
}

/** One line that the sampler wrote about one cluster. */
export interface LogLine {
  msg: string;
  time: number;
  skippedTicks?: number;
  /** Outcome by broker. */
  brokers?: Record<string, string>;
}

/** Waits until `check` gives something, looking often; throws with `what` when it takes longer than `timeoutMs`. */
export async function eventually<T>(
  what: string,
  check: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  timeoutMs = 60_000,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const result = await check();
    if (result !== null && result !== undefined && result !== false) return result;
    if (performance.now() > deadline) throw new Error(`${what}: not within ${timeoutMs} ms`);
    await sleep(LOOK_MS);
  }
}

/** Passes that outlasted their deadline, and passes that began before the one before them had ended, each in a sentence. The first pass of a sampler has more time: do not hand it in. */
export function overruns(passes: readonly StoredPass[]): string[] {
  return passes.flatMap(({ startedAtMs, stepMs, durationMs }, i) => {
    const before = passes[i - 1];
    const said = new Date(startedAtMs).toISOString();
    return [
      ...(durationMs > stepMs / 2 + DEADLINE_SLACK_MS ? [`the pass at ${said} took ${durationMs} of ${stepMs} ms`] : []),
      ...(before !== undefined && startedAtMs < before.startedAtMs + before.durationMs
        ? [`the pass at ${said} began while another was under way`]
        : []),
    ];
  });
}

/** One cluster as Farol is told of it, and what Farol has stored of it. Every picture is judged as it is stored. */
export class SampledCluster {
  readonly id: string;
  readonly key: number;
  /** Problems that any picture told as current, in the order of their first appearance, with how often each came and went. */
  readonly told = new Map<string, { times: number; isCurrent: boolean }>();
  readonly #db: Database;
  readonly #lines: readonly (LogLine & { cluster?: string })[];
  readonly #lies = new Set<string>();
  readonly #startedAtMs = Date.now();
  #judged = 0;

  constructor(db: Database, cluster: { id: string; key: number }, lines: readonly (LogLine & { cluster?: string })[]) {
    this.#db = db;
    this.#lines = lines;
    this.id = cluster.id;
    this.key = cluster.key;
  }

  /** The rows of the last pass; null before the first. */
  async now(): Promise<Picture | null> {
    return (await this.#look())?.picture ?? null;
  }

  /** Current problems and those held as last known. */
  async problems(): Promise<Problem[]> {
    return (await this.now())?.overview.problems ?? [];
  }

  /** The problem with this id, as soon as there is one. */
  problem(id: string, timeoutMs?: number): Promise<Problem> {
    return eventually(
      `${this.id}: problem ${id}`,
      async () => (await this.problems()).find((problem) => problem.id === id && problem.lastKnown !== true),
      timeoutMs,
    );
  }

  /** Resolves when the picture satisfies `check`. */
  picture(what: string, check: (picture: Picture) => boolean, timeoutMs?: number): Promise<Picture> {
    return eventually(
      `${this.id}: ${what}`,
      async () => {
        const picture = await this.now();
        return picture !== null && check(picture) ? picture : null;
      },
      timeoutMs,
    );
  }

  /** Every stored pass in order of time. */
  async passes(): Promise<StoredPass[]> {
    const { rows } = await this.#db.pool.query<StoredPass>(
      `SELECT (extract(epoch FROM started_at) * 1000)::float8 AS "startedAtMs", step_ms AS "stepMs", duration_ms AS "durationMs",
              brokers_answered AS answered, brokers_expected AS expected, fault
       FROM ts.pass WHERE cluster_key = $1 ORDER BY slot`,
      [this.key],
    );
    return rows;
  }

  /** Resolves with the passes that started after now, when there are so many. */
  nextPasses(count: number, timeoutMs?: number): Promise<StoredPass[]> {
    const from = Date.now();
    return eventually(
      `${this.id}: ${count} more passes`,
      async () => {
        const passes = (await this.passes()).filter(({ startedAtMs }) => startedAtMs >= from);
        return passes.length >= count ? passes : null;
      },
      timeoutMs,
    );
  }

  /** What the sampler wrote about it. */
  log(): LogLine[] {
    return this.#lines.filter(({ cluster }) => cluster === this.id);
  }

  /** Looks at the newest picture and judges it. Called all the time by the lab. */
  async judge(): Promise<void> {
    const look = await this.#look();
    if (look === null || look.startedAtMs === this.#judged) return;
    this.#judged = look.startedAtMs;
    for (const lie of liesInPicture(look.picture)) this.#lies.add(`${new Date(look.startedAtMs).toISOString()} ${lie}`);
    const problems = look.picture.overview.problems;
    for (const { id, lastKnown } of problems) {
      const before = this.told.get(id);
      if (before === undefined) this.told.set(id, { times: 1, isCurrent: true });
      // What is held while nothing can be checked has not gone.
      else if (!before.isCurrent && lastKnown !== true) this.told.set(id, { times: before.times + 1, isCurrent: true });
    }
    const present = new Set(problems.map(({ id }) => id));
    for (const [id, { times }] of this.told) if (!present.has(id)) this.told.set(id, { times, isCurrent: false });
  }

  /** Every lie found in pictures and in stored values since it is sampled. */
  async lies(): Promise<string[]> {
    const range = { clusterKey: this.key, fromMs: this.#startedAtMs - 60_000, toMs: Date.now() + 1_000 };
    return [...this.#lies, ...(await liesInStore(this.#db, range))];
  }

  async #look(): Promise<{ picture: Picture; startedAtMs: number } | null> {
    const { parts, pass } = await readSnapshot(this.#db, this.key, ['overview', 'brokers', 'topics', 'groups']);
    const { overview, brokers, topics, groups } = parts;
    if (pass === null || !overview || !brokers || !topics || !groups) return null;
    return { picture: { overview, brokers, topics, groups }, startedAtMs: pass.startedAtMs };
  }
}

/** A real Kafka cluster, a real PostgreSQL and a running sampler. Stop it when done. */
export class SampledLab {
  readonly kafka: LabCluster;
  readonly db: Database;
  readonly clusters: ClusterRepository;
  readonly #postgres: TestPostgres;
  readonly #sampled: SampledCluster[] = [];
  readonly #lines: (LogLine & { cluster?: string })[] = [];
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();

  private constructor(kafka: LabCluster, postgres: TestPostgres, db: Database) {
    this.kafka = kafka;
    this.#postgres = postgres;
    this.db = db;
    this.clusters = clusterRepository(db, createSecretBox(SECRET));
  }

  /** Starts the cluster and the database. The sampler starts with `sample`. */
  static async start(options: LabOptions): Promise<SampledLab> {
    const [postgres, kafka] = await Promise.all([startTestPostgres(), startCluster(options)]);
    return new SampledLab(kafka, postgres, (await postgres.createDatabase()).db);
  }

  /** How `user` reaches the cluster. */
  connection(user?: string, via: 'direct' | 'proxy' = 'proxy'): KafkaConnection {
    return parseClientProperties(this.kafka.clientProperties(user, via)).connection;
  }

  /** Tells Farol of a cluster that was added in the app. */
  async add(id: string, connection: KafkaConnection): Promise<SampledCluster> {
    const { key } = await this.clusters.create({ id, name: id, source: 'app', connection });
    return this.#follow(id, key);
  }

  /** Tells Farol of the one cluster that is declared in a file, or that its declaration changed. */
  async declare(id: string, connection: KafkaConnection): Promise<SampledCluster> {
    await this.clusters.upsertDeclared([{ id, name: id, source: 'file', connection }]);
    const { key = 0 } = (await this.clusters.get(id)) ?? {};
    return this.#sampled.find((cluster) => cluster.id === id) ?? this.#follow(id, key);
  }

  #follow(id: string, key: number): SampledCluster {
    const sampled = new SampledCluster(this.db, { id, key }, this.#lines);
    this.#sampled.push(sampled);
    return sampled;
  }

  /** Runs the sampler as its process does, and the judge beside it, until `stop`. */
  sample(): void {
    const { signal } = this.#stop;
    const logger = pino(
      { level: 'info', base: undefined },
      { write: (line: string) => void this.#lines.push(JSON.parse(line) as LogLine & { cluster?: string }) },
    );
    const sampler = runClusters({ db: this.db, clusters: this.clusters, holder: 'test', clock: systemClock, logger }, signal);
    this.#running = Promise.all([sampler, this.#judgeForever(signal)]).then(() => undefined);
  }

  /** Every lie told about any cluster; the tests want none. */
  async lies(): Promise<string[]> {
    const lies = await Promise.all(
      this.#sampled.map(async (cluster) => (await cluster.lies()).map((lie) => `${cluster.id}: ${lie}`)),
    );
    return lies.flat();
  }

  /** What the sampler wrote as an error: a bug of ours. */
  errors(): LogLine[] {
    return this.#lines.filter((line) => (line as unknown as { level: number }).level >= 50);
  }

  /** Connections that clients hold open through the fault proxies. */
  get connections(): number {
    return this.kafka.brokers.reduce((sum, { fault }) => sum + (fault?.connections ?? 0), 0);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    await this.kafka.stop();
    await this.db.close();
    await this.#postgres.stop();
  }

  async #judgeForever(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      for (const cluster of this.#sampled) await cluster.judge();
      await sleep(LOOK_MS);
    }
  }
}
