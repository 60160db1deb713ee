import { describe, expect, test } from 'vitest';
import type { Item, KafkaFault } from '#lib/kafka/admin/port.ts';
import type { KafkaProbe, ProbeFetched, ProbeRecord } from '#lib/kafka/probe/port.ts';
import { encodePayload } from './payload.ts';
import { RecordProber } from './record-prober.ts';
import type { Sample } from './sample-book.ts';

const RUN = 77n;
const PARTITION = 4;
const live = new AbortController().signal;

/** A log of one partition in memory: what is produced can be fetched, with the times that the test sets. */
class FakeLog {
  now = 1_000;
  readonly records: ProbeRecord[] = [];
  readonly samples: Sample[] = [];
  moved = 0;
  produceFault: KafkaFault | null = null;
  /** Written, and never given to a reader. */
  hidden = false;
  fetches = 0;
  /** Answers at once, whatever it was asked to wait. */
  hasty = false;
  /** Thrown by the next fetch. */
  fetchError: Error | null = null;
  readonly broken: unknown[] = [];
  readonly prober: RecordProber;

  constructor() {
    this.prober = new RecordProber({
      probe: this.probe(),
      clock: { now: () => this.now, monotonic: () => this.now },
      run: RUN,
      onSample: (sample) => this.samples.push(sample),
      onMoved: () => (this.moved += 1),
      onBroken: (error) => this.broken.push(error),
    });
  }

  async send(): Promise<void> {
    await this.prober.send(1, PARTITION, live);
    await this.prober.ended();
  }

  results(kind: Sample['kind']) {
    return this.samples.filter((sample) => sample.kind === kind).map(({ result }) => result);
  }

  private probe(): KafkaProbe {
    const unused = (): never => {
      throw new Error('not a part of this test');
    };
    return {
      map: unused,
      commit: unused,
      wakeCoordinator: unused,
      createTopic: unused,
      createPartitions: unused,
      cost: unused,
      close: unused,
      produce: (_target, value) => {
        const sentAt = this.now;
        const bytes = value(sentAt);
        if (this.produceFault !== null) return Promise.resolve({ ok: false, fault: this.produceFault });
        const offset = BigInt(this.records.length);
        this.records.push({ offset, value: bytes });
        this.now += 5;
        return Promise.resolve({ ok: true, value: { sentAt, answeredAt: this.now, offset } });
      },
      fetch: async (_nodeId, _topic, from) => {
        // As a broker does: the answer comes later than the record.
        await Promise.resolve();
        this.fetches += 1;
        if (this.fetchError !== null) throw this.fetchError;
        const offset = from.get(PARTITION) ?? 0n;
        const records = this.hidden ? [] : this.records.filter((record) => record.offset >= offset);
        if (records.length === 0) this.now += this.hasty ? 0 : 200;
        else this.now += 2;
        if (this.hidden) this.prober.expire();
        const item: Item<ProbeFetched> = { ok: true, value: { records, nextOffset: offset + BigInt(records.length) } };
        return { ok: true, value: { answeredAt: this.now, partitions: new Map([[PARTITION, item]]) } };
      },
    };
  }
}

const fault = (code: string): KafkaFault => ({ code, kafkaCode: null, message: code, nodeId: 1 });

describe('a record there and back', () => {
  test('the first only shows where to read; each later one is measured twice', async () => {
    const log = new FakeLog();
    await log.send();
    expect([log.results('produce'), log.results('e2e')]).toEqual([[{ is: 'ok', latencyMs: 5 }], []]);
    await log.send();
    await log.send();
    expect(log.results('produce')).toHaveLength(3);
    expect(log.results('e2e')).toEqual([
      { is: 'ok', latencyMs: expect.any(Number) },
      { is: 'ok', latencyMs: expect.any(Number) },
    ]);
    expect(log.samples.every(({ nodeId }) => nodeId === 1)).toBe(true);
    expect(log.prober.endOf(PARTITION)).toBe(3n);
  });

  test('nothing is fetched while nothing is on its way', async () => {
    const log = new FakeLog();
    await log.send();
    await log.send();
    const { fetches } = log;
    await log.prober.ended();
    log.prober.expire();
    expect(log.fetches).toBe(fetches);
  });

  test('acknowledged and not seen within 20 s is lost, once', async () => {
    const log = new FakeLog();
    await log.send();
    log.hidden = true;
    await log.send();
    expect(log.results('e2e')).toEqual([{ is: 'lost' }]);
    log.prober.expire();
    expect(log.results('e2e')).toHaveLength(1);
  });

  test('a broker that answers at once with nothing is not asked without end', async () => {
    const log = new FakeLog();
    await log.send();
    log.hidden = true;
    log.hasty = true;
    const stop = new AbortController();
    const sent = log.prober.send(1, PARTITION, stop.signal);
    // Everything that does not wait has happened by then.
    await new Promise((resolve) => setImmediate(resolve));
    expect(log.fetches).toBeLessThan(5);
    stop.abort();
    await sent;
    await log.prober.ended();
  });

  test('an error of ours in a reading is told and ends nothing else', async () => {
    const log = new FakeLog();
    await log.send();
    const error = new TypeError('ours');
    log.fetchError = error;
    await log.send();
    expect(log.broken).toEqual([error]);
  });

  test('what was never acknowledged is a failed write and no loss', async () => {
    const log = new FakeLog();
    await log.send();
    log.hidden = true;
    log.produceFault = fault('BROKER_TIMEOUT');
    await log.send();
    expect(log.results('produce').at(-1)).toEqual({ is: 'failed', fault: fault('BROKER_TIMEOUT') });
    expect(log.results('e2e')).toEqual([]);
  });

  test('a leader that moved is told', async () => {
    const log = new FakeLog();
    log.produceFault = fault('NOT_LEADER_OR_FOLLOWER');
    await log.send();
    expect(log.moved).toBe(1);
  });

  test('a copy with another time in it changes no latency', async () => {
    const log = new FakeLog();
    await log.send();
    // Comes before the record itself, from whoever may write to the topic.
    log.records.push({ offset: 1n, value: encodePayload({ run: 77n, sequence: 1n, sentAt: -1e12 }) });
    await log.send();
    const [first] = log.results('e2e');
    expect(first?.is === 'ok' ? first.latencyMs : null).toBeLessThan(1_000);
  });

  test('a record seen a second time is a duplicate; records of other runs are nobody’s', async () => {
    const log = new FakeLog();
    await log.send();
    await log.send();
    const again = log.records[1]?.value ?? null;
    log.records.push({ offset: 2n, value: again });
    log.records.push({ offset: 3n, value: encodePayload({ run: 5n, sequence: 1n, sentAt: 1 }) });
    log.records.push({ offset: 4n, value: Buffer.from('something else') });
    await log.send();
    expect(log.results('e2e').map(({ is }) => is)).toEqual(['ok', 'duplicate', 'ok']);
  });
});
