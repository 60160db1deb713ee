import kafkajs, { type Admin, type Consumer as ClassicConsumer, type ITopicConfig, type Producer } from 'kafkajs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCluster, type LabCluster } from '#demo/kafka/index.ts';
import type { GroupTopic } from '#lib/contracts/groups.ts';
import type { SecondsBehind } from '#lib/contracts/verdict.ts';
import { readKafkaFacts } from '#lib/prometheus/read-kafka.ts';
import { renderKafka } from '#lib/prometheus/render-kafka.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/postgres.ts';
import { LeapingLab, type LabPass } from '#lib/testing/leaping-lab.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** From pass to pass, as on a small cluster. */
const STEP = 5 * SECOND;

let kafka: LabCluster;
let client: InstanceType<typeof kafkajs.Kafka>;
let topics: Admin;
let producer: Producer;
let database: TestDatabase;

beforeAll(async () => {
  const [started, made] = await Promise.all([
    startCluster({
      brokers: 3,
      brokerConfig: { 'log.retention.check.interval.ms': '500', 'log.initial.task.delay.ms': '500' },
    }),
    createTestDatabase(),
  ]);
  [kafka, database] = [started, made];
  client = new kafkajs.Kafka({ clientId: 'test', brokers: kafka.bootstrap.split(','), logLevel: kafkajs.logLevel.NOTHING });
  topics = client.admin();
  producer = client.producer();
  await Promise.all([topics.connect(), producer.connect()]);
});
afterAll(async () => {
  await Promise.all([producer?.disconnect(), topics?.disconnect()]);
  await kafka?.stop();
  await database?.close();
});

/** Creates topics and waits until whoever is asked knows their leaders: right after the creation some broker may not. */
async function create(wanted: readonly ITopicConfig[], by = topics): Promise<void> {
  const names = wanted.map(({ topic }) => topic);
  // False where one of them is there still.
  if (!(await by.createTopics({ topics: [...wanted], waitForLeaders: false }))) throw new Error(`${names.join()}: not created`);
  const leaders = async () => {
    const { topics: found } = await by.fetchTopicMetadata({ topics: names });
    return found.every(({ partitions }) => partitions.every(({ leader }) => leader >= 0));
  };
  await expect.poll(() => leaders().catch(() => false), { timeout: 30_000 }).toBe(true);
}

/** Writes records with these timestamps (wall ms of the lab). */
async function produce(topic: string, partition: number, times: readonly number[], by = producer): Promise<void> {
  for (let from = 0; from < times.length; from += 2_000) {
    const messages = times
      .slice(from, from + 2_000)
      .map((ms) => ({ partition, key: String(ms), value: 'x', timestamp: String(ms) }));
    await by.send({ topic, messages });
  }
}

/** Whether bounds contain an age that was `trueMs` when the pass began, at some moment of the pass. */
function contain(behind: SecondsBehind | null, trueMs: number, pass: LabPass): boolean {
  return (
    behind !== null &&
    // Told in whole milliseconds.
    behind.lower * SECOND <= trueMs + pass.durationMs + 1 &&
    (behind.upper === null || behind.upper * SECOND >= trueMs - 1)
  );
}

test('a consumer with a known delay: bounds contain it after a cold start, over restarts, and while it is watched', async () => {
  const lab = await LeapingLab.start(database.db, kafka, 0);
  const delays = [
    { group: 'delay-1s', partition: 0, ms: SECOND },
    { group: 'delay-1m', partition: 1, ms: MINUTE },
    { group: 'delay-1h', partition: 2, ms: HOUR },
  ];
  await create([{ topic: 'delay', numPartitions: 3, replicationFactor: 1 }]);
  // One record a second for two hours: record k was made k seconds after the first.
  let nowMs = Math.ceil(lab.clock.now() / SECOND) * SECOND + 20 * SECOND;
  const firstMs = nowMs - 2 * HOUR;
  const stillMs = nowMs - 30 * MINUTE;
  await lab.commit('delay-still', 'delay', 2, (stillMs - firstMs) / SECOND);
  let written = 0;
  let passes = 0;
  const lies: string[] = [];
  /** The next pass, five seconds on: everything up to now is written, and each group stands on the record of exactly its age. */
  const step = async (): Promise<Map<string, SecondsBehind | null>> => {
    const upTo = (nowMs - firstMs) / SECOND + 1;
    const times = Array.from({ length: upTo - written }, (_none, i) => firstMs + (written + i) * SECOND);
    written = upTo;
    for (const { group, partition, ms } of delays) {
      await produce('delay', partition, times);
      await lab.commit(group, 'delay', partition, (nowMs - ms - firstMs) / SECOND);
    }
    lab.goTo(nowMs);
    const pass = await lab.pass();
    passes++;
    const shown = new Map<string, SecondsBehind | null>();
    const ages = [...delays, { group: 'delay-still', partition: 2, ms: nowMs - stillMs }];
    for (const { group, partition, ms } of ages) {
      const { group: summary, topics: rows, partitions } = await lab.group(group);
      const trueMs = pass.startedAtMs - nowMs + ms;
      const told = {
        group: summary.secondsBehind,
        topic: rows[0]?.secondsBehind ?? null,
        partition: partitions.find((row) => row.partition === partition)?.secondsBehind ?? null,
      };
      for (const [where, behind] of Object.entries(told)) {
        if (!contain(behind, trueMs, pass)) {
          lies.push(`pass ${passes}: ${JSON.stringify(behind)} of the ${where} of ${group} does not contain ${trueMs} ms`);
        }
      }
      shown.set(group, told.group);
    }
    nowMs += STEP;
    return shown;
  };
  const width = (behind: SecondsBehind | null | undefined) => (behind?.upper ?? Infinity) - (behind?.lower ?? 0);

  // A cold start: nothing is known, and nothing is made up. One rung of the ladder a pass, once members and starts are read.
  const boundedAt = new Map<string, number>();
  for (let i = 0; i < 10; i++) {
    for (const [group, behind] of await step())
      if (width(behind) < Infinity && !boundedAt.has(group)) boundedAt.set(group, passes);
    if (i === 6) await lab.keep();
  }
  expect(boundedAt.get('delay-1s')).toBe(2);
  expect(boundedAt.get('delay-1m')).toBeLessThanOrEqual(6);
  expect(boundedAt.get('delay-1h')).toBeLessThanOrEqual(10);
  // A group that stands is read exactly: the record itself tells.
  const exact = await step();
  expect(exact.get('delay-still')).toMatchObject({ source: 'exact', upper: exact.get('delay-still')?.lower });
  const age = await lab.recordAge('delay-still', 'delay', 2);
  expect(age).toMatchObject({ timestamp: new Date(stillMs).toISOString(), caughtUp: false });
  expect(Math.abs((age.seconds ?? NaN) - (lab.clock.now() - stillMs) / SECOND)).toBeLessThan(2);

  // An orderly restart forgets nothing: the very first pass tells as much as the last one before.
  await lab.end();
  await lab.begin();
  const restarted = await step();
  for (const { group } of delays) expect(width(restarted.get(group))).toBeLessThanOrEqual(width(exact.get(group)) + 6);
  // A crash three passes after the last writing widens the bounds of those three passes, and only them.
  await lab.keep();
  for (let i = 0; i < 3; i++) await step();
  await lab.kill();
  await lab.begin();
  const crashed = await step();
  expect(width(crashed.get('delay-1s'))).toBeLessThanOrEqual(4 * 5 + 1);
  for (const group of ['delay-1m', 'delay-1h'])
    expect(width(crashed.get(group))).toBeLessThanOrEqual(width(exact.get(group)) + 21);

  // Watched for two minutes, what was seen replaces what timestamps told.
  let watched = crashed;
  for (let i = 0; i < 24; i++) watched = await step();
  expect(watched.get('delay-1m')).toMatchObject({ source: 'observed' });
  expect(width(watched.get('delay-1s'))).toBeLessThanOrEqual(5.5);
  expect(width(watched.get('delay-1m'))).toBeLessThanOrEqual(16);
  expect(lies).toEqual([]);
  await lab.close();
  await topics.deleteGroups([...delays.map(({ group }) => group), 'delay-still']);
});

/** So long, in the lab's time, everything is watched before it is judged: longer than the window of verdicts. */
const WATCHED = 11 * MINUTE;

test('every state of a partition and every verdict, with its evidence, its partitions and its problem', async () => {
  const lab = await LeapingLab.start(database.db, kafka, -(WATCHED + 10 * MINUTE));
  const startMs = lab.clock.now();
  const ago = (ms: number, count: number) => Array.from({ length: count }, () => startMs - ms);
  const make = (topic: string, configs: Record<string, string> = {}, numPartitions = 1) => ({
    topic,
    numPartitions,
    replicationFactor: 1,
    configEntries: Object.entries(configs).map(([name, value]) => ({ name, value })),
  });
  const plain = ['ok', 'left', 'deserted', 'stuck', 'slow', 'catching', 'rewound', 'recreated', 'deleted', 'expired', 'ahead'];
  await create([
    ...[...plain, 'unread', 'marked', 'open'].map((topic) => make(topic)),
    make('growing', {}, 2),
    make('compacted', { 'cleanup.policy': 'compact' }),
    make('kept', { 'retention.ms': String(2 * HOUR), 'retention.bytes': '1000000' }),
  ]);
  const each = (count: number, fromAgoMs: number, everyMs: number) =>
    Array.from({ length: count }, (_none, i) => startMs - fromAgoMs + i * everyMs);
  await Promise.all([
    produce('left', 0, ago(20 * MINUTE, 100)),
    produce('deserted', 0, ago(20 * MINUTE, 100)),
    produce('stuck', 0, ago(20 * MINUTE, 100)),
    produce('rewound', 0, ago(20 * MINUTE, 600)),
    produce('recreated', 0, ago(MINUTE, 50)),
    produce('deleted', 0, ago(MINUTE, 60)),
    produce('expired', 0, ago(3 * HOUR, 60)),
    produce('ahead', 0, ago(MINUTE, 10)),
    produce('unread', 0, ago(MINUTE, 10)),
    produce('compacted', 0, ago(MINUTE, 10)),
    produce('catching', 0, ago(MINUTE, 20_000)),
    produce('growing', 0, ago(MINUTE, 100)),
    produce('growing', 1, ago(MINUTE, 100)),
    produce('slow', 0, each(600, 10 * MINUTE, SECOND)),
    produce('kept', 0, each(40, 40 * MINUTE, MINUTE)),
  ]);
  const marking = await transactional('marks');
  const marks = await marking.transaction();
  await marks.send({ topic: 'marked', messages: each(5, MINUTE, 1).map((ms) => ({ value: 'x', timestamp: String(ms) })) });
  await marks.commit();
  const opening = await transactional('opens');
  const opens = await opening.transaction();
  await opens.send({ topic: 'open', messages: each(7, MINUTE, 1).map((ms) => ({ value: 'x', timestamp: String(ms) })) });

  const commits = {
    left: 50,
    deserted: 50,
    stuck: 50,
    rewound: 600,
    recreated: 40,
    deleted: 10,
    expired: 10,
    ahead: 10,
    compacted: 4,
    catching: 0,
    kept: 20,
    marked: 5,
    open: 0,
  };
  for (const [topic, offset] of Object.entries(commits)) await lab.commit(`of-${topic}`, topic, 0, offset);
  const members = new Map<string, ClassicConsumer>();
  for (const topic of ['stuck', 'slow', 'growing', 'unread']) members.set(topic, await join(`of-${topic}`, topic));
  const commitAs = (topic: string, partition: number, offset: number) =>
    members.get(topic)?.commitOffsets([{ topic, partition, offset: String(offset) }]);

  /** What the API says of the group that reads a topic. */
  const of = async (topic: string) => {
    const { group, topics: rows, partitions } = await lab.group(`of-${topic}`);
    const problems = (await lab.problems(`of-${topic}`)).map(({ severity, code }) => `${severity} ${code}`);
    return { group, verdict: group.verdict, row: rows[0], partition: partitions[0], problems };
  };
  let nowMs = startMs + 3 * MINUTE;
  let passMs = nowMs;
  const pass = async () => {
    lab.goTo(nowMs);
    ({ startedAtMs: passMs } = await lab.pass());
    nowMs = Math.max(nowMs, passMs) + STEP;
  };

  // Three minutes at the cadence of a small cluster, in which all that is read beside has its turn; then larger steps. A unit is what is written in five seconds.
  const slowTimes = each(600, 10 * MINUTE, SECOND);
  let units = 0;
  let ticks = 0;
  for (let size = 1; units * STEP <= WATCHED; units += size) {
    size = units < 36 ? 1 : 3;
    if (units > 0) nowMs += (size - 1) * STEP;
    const now = (count: number) => Array.from({ length: count * size }, () => nowMs);
    const [before, after] = [units, units + size];
    slowTimes.push(...now(5));
    await Promise.all([
      produce('ok', 0, now(10)).then(() => lab.commit('of-ok', 'ok', 0, 10 * after)),
      produce('deserted', 0, now(5)),
      produce('stuck', 0, now(10)),
      produce('slow', 0, now(5)).then(() => commitAs('slow', 0, 5 * before)),
      produce('catching', 0, now(10)).then(() => lab.commit('of-catching', 'catching', 0, 40 * before)),
      produce('growing', 0, now(100)).then(() => commitAs('growing', 0, 30 * before)),
      produce('growing', 1, now(10)).then(() => commitAs('growing', 1, 100 + 10 * after)),
    ]);
    await pass();
    if (++ticks % 12 === 0) await lab.keep();
  }

  // Who keeps up, who does not and why, after eleven minutes.
  expect(await of('ok')).toMatchObject({
    verdict: { code: 'OK', evidence: { lag: 0 } },
    partition: { state: 'ok' },
    problems: [],
  });
  const stopped = { code: 'STOPPED', evidence: { stuck: 1, stopAfterMs: 5 * MINUTE } };
  const named = (topic: string) => ({ partitions: [{ topic, partition: 0 }], partitionsTotal: 1 });
  const trulyMs = passMs - (startMs - 20 * MINUTE);
  for (const [topic, reason, problem] of [
    ['left', 'no_members', 'info group_unused'],
    ['deserted', 'no_members', 'warning group_no_members'],
    // Nothing is added, but what is there will be gone within the day.
    ['kept', 'no_members', 'warning group_no_members'],
    ['stuck', 'stuck', 'warning group_stuck'],
  ] as const) {
    const told = await of(topic);
    expect(told).toMatchObject({
      verdict: { ...stopped, reason, ...named(topic) },
      group: { catchUpSeconds: 'never', secondsBehind: { source: 'exact' } },
      problems: [problem],
    });
    expect(told.verdict?.evidence.stillMs).toBeGreaterThanOrEqual(10 * MINUTE);
    // The next record of each was written twenty minutes before the start.
    expect(Math.abs((told.group.secondsBehind?.point ?? NaN) * SECOND - trulyMs)).toBeLessThan(SECOND);
  }
  const kept = await of('kept');
  expect(kept.group.retentionHeadroomSeconds).toBeCloseTo((2 * HOUR - trulyMs) / SECOND, -1);
  expect(kept.row?.retentionHeadroomBytes).toBeGreaterThan(990_000);
  expect(kept.row?.retentionHeadroomBytes).toBeLessThan(1_000_000);

  const slow = await of('slow');
  expect(slow).toMatchObject({
    verdict: { code: 'SLOW', evidence: { slow: 1, sloMs: 5 * MINUTE }, ...named('slow') },
    // It reads as fast as others write: it will never be there.
    group: { catchUpSeconds: 'never' },
    problems: ['warning group_slow'],
  });
  expectRates(slow.row, { written: 1, read: 1 });
  const slowMs = passMs - (slowTimes[Number(slow.partition?.committedOffset)] ?? NaN);
  for (const behind of [slow.group.secondsBehind, slow.partition?.secondsBehind]) {
    expect(behind?.lower).toBeLessThanOrEqual(slowMs / SECOND);
    expect(behind?.upper).toBeGreaterThanOrEqual(slowMs / SECOND);
  }
  const growing = await of('growing');
  expect(growing).toMatchObject({
    verdict: { code: 'GROWING', ...named('growing') },
    group: { catchUpSeconds: 'never' },
    problems: ['warning group_growing'],
  });
  expectRates(growing.row, { written: 22, read: 8 });
  // What the slope is made of: written and not read.
  expect(Math.abs((growing.verdict?.evidence.slope ?? NaN) - 14)).toBeLessThan(2);
  expect(growing.verdict?.evidence.growth).toBeGreaterThan(7_000);
  const catching = await of('catching');
  expectRates(catching.row, { written: 2, read: 8 });
  const gain = (catching.row?.messagesOutPerSecond ?? NaN) - (catching.row?.messagesInPerSecond ?? NaN);
  expect(Number(catching.group.catchUpSeconds) * gain).toBeCloseTo(Number(catching.group.lag.value), -3);
  expect(await of('unread')).toMatchObject({
    verdict: { code: 'NO_COMMIT', evidence: { uncommitted: 1 }, ...named('unread') },
    row: { verdict: { code: 'NO_COMMIT' } },
    partition: { state: 'no_commit', lag: null, secondsBehind: null },
    problems: [],
  });
  // Transaction markers are no lag; what an open transaction holds back is told of the topic; compaction is told of both.
  expect(await of('marked')).toMatchObject({
    verdict: { code: 'OK' },
    group: { lag: { value: '0' } },
    partition: { state: 'only_markers', committedOffset: '5', endOffset: '6', lag: '0' },
    problems: [],
  });
  expect((await lab.topic('open'))?.openTransactionOffsets).toBe(7);
  expect(await of('compacted')).toMatchObject({ row: { compacted: true }, partition: { compacted: true } });

  // What befalls commits and logs from outside.
  await lab.commit('of-rewound', 'rewound', 0, 100);
  await lab.commit('of-ahead', 'ahead', 0, 500);
  // The client looks for the leader in metadata that it has not asked for yet.
  await topics.fetchTopicOffsets('deleted');
  await topics.deleteTopicRecords({ topic: 'deleted', partitions: [{ partition: 0, offset: '40' }] });
  await kafka.tool('kafka-configs', [
    '--alter',
    '--entity-type',
    'topics',
    '--entity-name',
    'expired',
    '--add-config',
    'retention.ms=60000',
  ]);
  await expect.poll(async () => (await topics.fetchTopicOffsets('expired'))[0]?.low, { timeout: 30_000 }).toBe('60');
  await topics.deleteTopics({ topics: ['recreated'] });
  const recreate = () =>
    create([make('recreated')]).then(
      () => true,
      () => false,
    );
  await expect.poll(recreate, { timeout: 30_000 }).toBe(true);
  await produce('recreated', 0, [nowMs, nowMs, nowMs]);
  // Kafka forgets the commits of a deleted topic; a consumer that still runs writes its old position again.
  await lab.commit('of-recreated', 'recreated', 0, 40);
  await pass();
  await pass();
  expect(await of('rewound')).toMatchObject({
    verdict: { code: 'REWIND', evidence: { rewound: 1, rewoundOffsets: 500, lag: 500 }, ...named('rewound') },
    partition: { state: 'rewound', lag: '500' },
    problems: ['info group_rewound'],
  });
  for (const [topic, state] of [
    ['ahead', 'ahead_of_end'],
    ['recreated', 'recreated'],
  ] as const) {
    expect(await of(topic)).toMatchObject({
      verdict: { code: 'UNKNOWN', reason: 'ahead_of_end', evidence: { ahead: 1, committed: 1 }, ...named(topic) },
      partition: { state, lag: null, secondsBehind: null },
      problems: expect.arrayContaining(['warning group_ahead_of_end']),
    });
  }
  expect(await of('deleted')).toMatchObject({
    verdict: { code: 'LOST', evidence: { lost: 1, lostOffsets: 30, lag: 50 }, ...named('deleted') },
    group: { retentionHeadroomSeconds: 0 },
    partition: { state: 'lost', lost: '30', lag: '50' },
    problems: expect.arrayContaining(['warning group_lost']),
  });
  expect(await of('expired')).toMatchObject({
    verdict: { code: 'LOST', evidence: { lostOffsets: 50 }, ...named('expired') },
    // Nothing that it could still read is left.
    partition: { state: 'lost', lost: '50', secondsBehind: { upper: 0 } },
  });
  // The group came back to where it was: it is told no longer.
  await lab.commit('of-rewound', 'rewound', 0, 600);
  await pass();
  expect(await of('rewound')).toMatchObject({ verdict: { code: 'OK' }, partition: { state: 'ok' }, problems: [] });

  // What Prometheus is offered is what the API says, once the lab's time is the machine's.
  nowMs = Math.max(nowMs, Date.now());
  await pass();
  const facts = await readKafkaFacts(database.db, { id: 'lab', key: lab.clusterKey }, 1_000_000);
  const metrics = renderKafka(facts, new Set(['kafka_exporter'])).split('\n');
  const metric = (name: string, labels: string) =>
    Number(
      metrics
        .find((line) => line.startsWith(`${name}{cluster="lab",${labels}}`))
        ?.split(' ')
        .at(-1),
    );
  for (const topic of ['stuck', 'growing', 'slow']) {
    const { row } = await of(topic);
    expect(metric('kafka_consumergroup_lag_sum', `consumergroup="of-${topic}",topic="${topic}"`)).toBe(Number(row?.lag.value));
    const labels = `group="of-${topic}",topic="${topic}"`;
    expect(metric('farol_kafka_group_seconds_behind', labels)).toBeCloseTo(row?.secondsBehind?.upper ?? NaN, 1);
    expect(metric('farol_kafka_group_seconds_behind_lower_bound', labels)).toBeCloseTo(row?.secondsBehind?.lower ?? NaN, 1);
  }

  await opens.abort();
  await Promise.all([marking, opening, ...members.values()].map((one) => one.disconnect()));
  await lab.close();
  // Many groups in the same trouble would be told as one problem: the next test wants its own.
  await topics.deleteGroups(Object.keys(commits).flatMap((topic) => (topic === 'stuck' ? [] : [`of-${topic}`])));
}, 180_000);

test('members that come and go too often, and a coordinator that falls silent', async () => {
  const lab = await LeapingLab.start(database.db, kafka, 0);
  const of = async (topic: string) => {
    const { group, partitions } = await lab.group(`of-${topic}`);
    const problems = (await lab.problems(`of-${topic}`)).map(
      ({ severity, code, lastKnown }) => `${severity} ${code}${lastKnown ? ' as last known' : ''}`,
    );
    return { group, verdict: group.verdict, partition: partitions[0], problems };
  };
  const pass = async () => {
    lab.goTo(lab.clock.now() + STEP);
    await lab.pass();
  };
  await create(['restless', 'silenced'].map((topic) => ({ topic, numPartitions: 1, replicationFactor: 3 })));
  await produce(
    'silenced',
    0,
    Array.from({ length: 10 }, () => lab.clock.now() - HOUR),
  );
  await lab.commit('of-silenced', 'silenced', 0, 4);
  await lab.commit('of-restless', 'restless', 0, 0);

  const resident = await join('of-restless', 'restless');
  for (let i = 0; i < 2; i++) {
    await pass();
    const guest = await join('of-restless', 'restless');
    await until(pass, async () => (await of('restless')).group.members === 2);
    await guest.disconnect();
    await until(pass, async () => (await of('restless')).group.members === 1);
  }
  const restless = await of('restless');
  expect(restless).toMatchObject({
    verdict: { code: 'REBALANCING', evidence: { windowMs: 10 * MINUTE } },
    problems: ['warning group_rebalancing'],
  });
  expect(restless.verdict?.evidence.rebalances).toBeGreaterThanOrEqual(3);

  // While a coordinator says nothing, neither does Farol; and no problem is resolved by that.
  await until(pass, async () => (await of('silenced')).verdict?.code === 'STOPPED');
  const coordinator = kafka.broker((await of('silenced')).group.coordinator ?? 0);
  coordinator.pause();
  await pass();
  const silenced = await of('silenced');
  coordinator.resume();
  expect(silenced).toMatchObject({
    group: { lag: { value: null }, secondsBehind: null },
    verdict: { code: 'UNKNOWN', reason: 'not_read' },
    partition: { state: 'unknown', lag: null },
    problems: ['info group_unused as last known'],
  });
  await until(pass, async () => (await of('silenced')).verdict?.code === 'STOPPED');

  await resident.disconnect();
  await lab.close();
});

test('an election of a replica that was not in sync takes offsets away: a commit beyond the new end says why', async () => {
  const lab = await LeapingLab.start(database.db, kafka, 0);
  // Clients of their own: the others look for the leaders of topics whose only replica is on a broker that will be down.
  const [own, writer] = [client.admin(), client.producer()];
  await Promise.all([own.connect(), writer.connect()]);
  await create(
    [
      {
        topic: 'unclean',
        replicaAssignment: [{ partition: 0, replicas: [2, 3] }],
        configEntries: [
          { name: 'unclean.leader.election.enable', value: 'true' },
          { name: 'min.insync.replicas', value: '1' },
        ],
      },
    ],
    own,
  );
  const ten = () => Array.from({ length: 10 }, () => lab.clock.now());
  const partition = async () => {
    const { topics: found } = await own.fetchTopicMetadata({ topics: ['unclean'] });
    return found[0]?.partitions[0];
  };
  const pass = async () => {
    lab.goTo(lab.clock.now() + STEP);
    await lab.pass();
  };
  await produce('unclean', 0, ten(), writer);
  await kafka.broker(3).stop();
  await expect.poll(async () => (await partition())?.isr, { timeout: 30_000 }).toEqual([2]);
  // These the other replica never sees.
  await produce('unclean', 0, ten(), writer);
  await lab.commit('of-unclean', 'unclean', 0, 20);
  await pass();
  await pass();
  expect((await lab.group('of-unclean')).partitions[0]).toMatchObject({ state: 'ok', lag: '0', endOffset: '20' });

  await kafka.broker(2).kill();
  await kafka.broker(3).start();
  await expect.poll(async () => (await partition().catch(() => undefined))?.leader, { timeout: 60_000 }).toBe(3);
  await until(pass, async () => (await lab.group('of-unclean')).partitions[0]?.state === 'truncated');
  const { group, partitions } = await lab.group('of-unclean');
  expect(partitions[0]).toMatchObject({ endOffset: '10', committedOffset: '20', lag: null, secondsBehind: null });
  expect(group.verdict).toMatchObject({ code: 'UNKNOWN', reason: 'ahead_of_end', partitionsTotal: 1 });
  await produce('unclean', 0, [...ten(), ...ten()], writer);
  await until(pass, async () => (await lab.group('of-unclean')).partitions[0]?.state === 'ok');
  expect((await lab.group('of-unclean')).partitions[0]).toMatchObject({ endOffset: '30', lag: '10' });
  await kafka.broker(2).start();
  await Promise.all([own.disconnect(), writer.disconnect()]);
  await lab.close();
});

/** Messages per second, as far as a machine under load keeps its times. */
function expectRates(row: GroupTopic | undefined, { written, read }: { written: number; read: number }): void {
  expect(Math.abs((row?.messagesInPerSecond ?? NaN) / written - 1)).toBeLessThan(0.2);
  expect(Math.abs((row?.messagesOutPerSecond ?? NaN) / read - 1)).toBeLessThan(0.2);
}

/** Takes passes until `check` holds. */
async function until(pass: () => Promise<unknown>, check: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!(await check())) {
    if (performance.now() > deadline) throw new Error('not within half a minute');
    await pass();
  }
}

async function transactional(transactionalId: string): Promise<Producer> {
  const own = client.producer({ transactionalId, idempotent: true, maxInFlightRequests: 1, transactionTimeout: 600_000 });
  await own.connect();
  return own;
}

/** A member that holds the topic's partitions and commits only what it is told to. */
async function join(groupId: string, topic: string): Promise<ClassicConsumer> {
  // A short wait for records: commits go over the same connection.
  const consumer = client.consumer({ groupId, heartbeatInterval: 500, maxWaitTimeInMs: 100 });
  const joined = new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve));
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({ autoCommit: false, eachMessage: () => Promise.resolve() });
  await joined;
  return consumer;
}
