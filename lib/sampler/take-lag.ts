import type { CallOptions, Item, KafkaAdmin, OffsetColumn, RecordsAt, TimedOffsets, Topology } from '#lib/kafka/admin/port.ts';
import { carryMap } from './carry-partitions.ts';
import type { LogPlace } from './lag-wants.ts';
import { LADDER_MS, type LagPlan } from './plan-lag.ts';

/** What a pass read for the sake of lag, in the layout of its own topology. Each part is null when it was not due or could not be read. */
export interface LagReadings {
  rung: { step: number; timestampMs: number; wanted: Uint32Array; read: TimedOffsets } | null;
  records: { asked: readonly LogPlace[]; items: readonly Item<RecordsAt>[] } | null;
  /** `wanted` null = all partitions. Read after the end offsets. */
  stable: { wanted: Uint32Array | null; column: OffsetColumn } | null;
}

/** Reads what `plan` asks for. A reading that fails is not made this time; rejects only when aborted. */
export async function takeLag(
  admin: Pick<KafkaAdmin, 'listOffsets' | 'listOffsetsAt' | 'recordsAt'>,
  topology: Topology,
  plan: LagPlan,
  nowMs: number,
  options: CallOptions,
): Promise<LagReadings> {
  const map = carryMap(plan.topology, topology);
  const moved = (index: number) => (map === null ? index : (map[index] ?? -1));
  const attempt = async <T>(reading: Promise<T>): Promise<T | null> => {
    try {
      return await reading;
    } catch (error) {
      if (options.signal?.aborted) throw error;
      return null;
    }
  };
  const { rung, stable } = plan;
  const records = plan.records.map(({ index, offset }) => ({ index: moved(index), offset })).filter(({ index }) => index >= 0);
  const wantedRung = rung === null ? new Uint32Array(0) : Uint32Array.from(Array.from(rung.wanted, moved).filter((p) => p >= 0));
  const wantedStable =
    stable === null || stable === 'all' ? null : Uint32Array.from(Array.from(stable, moved).filter((p) => p >= 0));
  const timestampMs = nowMs - (LADDER_MS[rung?.step ?? 0] ?? 0);
  const [read, items, column] = await Promise.all([
    wantedRung.length === 0 ? null : attempt(admin.listOffsetsAt(topology, timestampMs, { ...options, wanted: wantedRung })),
    records.length === 0
      ? null
      : attempt(
          admin.recordsAt(
            topology,
            records.map(({ index, offset }) => ({ index, offset: BigInt(offset) })),
            { ...options, requestsMax: plan.recordRequests },
          ),
        ),
    stable === null
      ? null
      : attempt(admin.listOffsets(topology, 'latest_stable', { ...options, wanted: wantedStable ?? undefined })),
  ]);
  return {
    rung: rung === null || read === null ? null : { step: rung.step, timestampMs, wanted: wantedRung, read },
    records: items === null ? null : { asked: records, items },
    stable: column === null ? null : { wanted: wantedStable, column },
  };
}
