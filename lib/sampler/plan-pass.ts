import type { StepMs } from '#lib/store/series/types.ts';
import type { PassPlan } from './pass.ts';

/** From this many partitions on, a cluster is sampled every 15 s instead of every 5 s. */
const LARGE_CLUSTER_PARTITIONS = 10_000;
/** Below this size slower readings cost next to nothing: start offsets come with every pass. */
const SMALL_CLUSTER_PARTITIONS = 2_000;
/** Below this many groups all descriptions are read every 15 s. */
const SMALL_CLUSTER_GROUPS = 200;

const START_OFFSETS_EVERY_MS = 60_000;
const DESCRIPTIONS_EVERY_MS = 60_000;
const DESCRIPTIONS_SMALL_EVERY_MS = 15_000;
const LOG_DIRS_EVERY_MS = 60_000;
const CONFIGS_EVERY_MS = 300_000;
/** Topics in one DescribeConfigs request: its answer stays below 100 kB with three keys asked. */
const CONFIGS_CHUNK = 1_000;
/** A reading is taken when its age comes within this of its period, so that a 60 s period on a 15 s grid does not slip to 75 s. */
const SLACK_MS = 1_500;

/** When each slower reading was last taken, monotonic ms; null = never. */
export interface ReadingTimes {
  startOffsets: number | null;
  descriptions: number | null;
  logDirs: number | null;
}

export interface PlanInput {
  /** Monotonic ms. */
  now: number;
  last: ReadingTimes;
  /** null before the first pass. */
  size: { partitions: number; groups: number } | null;
  /** Groups whose state changed, or that appeared, in the last pass. */
  changedGroups: readonly string[];
  /** Topics with the monotonic time their configs were read; null = never. */
  configAges: ReadonlyMap<string, number | null>;
}

/** Cadence of a cluster of this size, milliseconds. */
export function cadenceMs(partitions: number): StepMs {
  return partitions < LARGE_CLUSTER_PARTITIONS ? 5_000 : 15_000;
}

/**
 * What the next pass reads besides topology, commits and end offsets. At most one of the heavy readings is taken in a pass, the most overdue first:
 * each costs a request per broker, and with three brokers a pass stays below 20. The very first pass takes start offsets and descriptions, so that the first picture tells lost commits and members.
 */
export function planPass(input: PlanInput): PassPlan {
  const { now, last, size } = input;
  if (size === null) return { startOffsets: true, descriptions: 'all', logDirs: false, quorum: true, configs: [] };

  // Small clusters have start offsets in every pass: a commit that retention overtook is then seen at once.
  const isSmall = size.partitions < SMALL_CLUSTER_PARTITIONS;
  const overdue = (at: number | null, every: number) => (at === null ? Infinity : now - at - every + SLACK_MS);
  const descriptionsEvery = size.groups < SMALL_CLUSTER_GROUPS ? DESCRIPTIONS_SMALL_EVERY_MS : DESCRIPTIONS_EVERY_MS;
  const heavy = [
    { what: 'startOffsets' as const, by: isSmall ? -1 : overdue(last.startOffsets, START_OFFSETS_EVERY_MS) },
    { what: 'descriptions' as const, by: overdue(last.descriptions, descriptionsEvery) },
    { what: 'logDirs' as const, by: overdue(last.logDirs, LOG_DIRS_EVERY_MS) },
  ]
    .filter((reading) => reading.by >= 0)
    .sort((a, b) => b.by - a.by)[0]?.what;

  return {
    startOffsets: isSmall || heavy === 'startOffsets',
    descriptions: heavy === 'descriptions' ? 'all' : input.changedGroups.length > 0 ? input.changedGroups : 'none',
    logDirs: heavy === 'logDirs',
    quorum: true,
    configs: configsDue(input.configAges, now),
  };
}

/** Topics never read come first, then those read longest ago; one chunk a pass. */
function configsDue(ages: ReadonlyMap<string, number | null>, now: number): string[] {
  const due: { name: string; at: number }[] = [];
  for (const [name, at] of ages) {
    if (at === null) due.push({ name, at: -Infinity });
    else if (now - at >= CONFIGS_EVERY_MS) due.push({ name, at });
  }
  if (due.length > CONFIGS_CHUNK) due.sort((a, b) => a.at - b.at);
  return due.slice(0, CONFIGS_CHUNK).map((topic) => topic.name);
}
