import { apis } from '#lib/kafka/wire/apis/index.ts';
import type { Answer } from './answer.ts';
import { ANSWERS } from './answers.ts';
import { FakeBroker, type FakeUser } from './fake-broker.ts';
import type { FakeState } from './fake-state.ts';
import type { FakeRelease } from './version-maps.ts';

/** What to start. */
export interface FakeClusterOptions {
  /** One broker per entry, ids from 1. Default: three of 4.3. */
  releases?: readonly FakeRelease[];
  state?: Partial<FakeState>;
  /** The only user let in, by SASL PLAIN; absent = no authentication. */
  user?: FakeUser;
  /** Keep each answer's bytes and send them again to the same request: for large clusters whose state never changes. */
  frozen?: boolean;
}

/** A fake cluster that listens on loopback. */
export interface FakeCluster {
  readonly state: FakeState;
  readonly brokers: readonly FakeBroker[];
  /** `host:port` of every broker. */
  readonly bootstrap: readonly string[];
  /** The broker with this id. */
  broker(nodeId: number): FakeBroker;
  stop(): Promise<void>;
}

const TIMEOUT_AND_TAGS_BYTES = 5;

/** Remembers answers by request bytes, so that a benchmark measures the client and not this fake. */
function remembering(answer: Answer): Answer {
  const known = new Map<string, Buffer>();
  return {
    key: answer.key,
    answer(request, scene) {
      // ListOffsets ends with the time the client has left, which changes nothing here.
      const timed = answer.key === apis.listOffsets.key && scene.version >= 10;
      const telling = timed ? request.subarray(0, -TIMEOUT_AND_TAGS_BYTES) : request;
      const id = `${scene.nodeId} ${scene.version} ${telling.toString('latin1')}`;
      let bytes = known.get(id);
      if (bytes === undefined) {
        bytes = answer.answer(request, scene);
        known.set(id, bytes);
      }
      return bytes;
    },
  };
}

/** Starts fake brokers on free ports. Brokers that are stopped vanish from Metadata, as real ones do. */
export async function startFakeCluster(options: FakeClusterOptions = {}): Promise<FakeCluster> {
  const releases = options.releases ?? ['4.3', '4.3', '4.3'];
  const state: FakeState = {
    clusterId: 'fake-cluster',
    controllerId: 1,
    topics: [],
    groups: [],
    transactions: [],
    fenced: [],
    configs: new Map(),
    ...options.state,
  };
  const answers = options.frozen ? ANSWERS.map(remembering) : ANSWERS;
  const brokers: FakeBroker[] = releases.map(
    (release, index) =>
      new FakeBroker({
        nodeId: index + 1,
        release,
        answers,
        user: options.user ?? null,
        sceneFor: (nodeId, version) => ({
          state,
          nodeId,
          version,
          brokers: brokers.filter((b) => b.isListening).map((b) => ({ nodeId: b.nodeId, host: '127.0.0.1', port: b.port })),
        }),
      }),
  );
  await Promise.all(brokers.map((broker) => broker.start()));
  return {
    state,
    brokers,
    bootstrap: brokers.map((broker) => `127.0.0.1:${broker.port}`),
    broker(nodeId) {
      const broker = brokers.find((candidate) => candidate.nodeId === nodeId);
      if (broker === undefined) throw new RangeError(`the fake cluster has no broker ${nodeId}`);
      return broker;
    },
    async stop() {
      await Promise.all(brokers.map((broker) => broker.stop()));
    },
  };
}
