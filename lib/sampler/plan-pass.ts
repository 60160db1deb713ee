import type { StepMs } from '#lib/store/series/types.ts';
import type { GroupKind, GroupListing } from '#lib/kafka/admin/port.ts';
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
const SHARE_OFFSETS_EVERY_MS = 15_000;
const LOG_DIRS_EVERY_MS = 60_000;
/** From `LARGE_CLUSTER_PARTITIONS` on: each broker walks all its segments for this answer. */
const LOG_DIRS_LARGE_EVERY_MS = 300_000;
const CONFIGS_EVERY_MS = 300_000;
const CONFIGS_LARGE_EVERY_MS = 900_000;
/** Partitions with open transactions are looked at every minute; all partitions, to find them, every ten. */
const STABLE_KNOWN_EVERY_MS = 60_000;
const STABLE_ALL_EVERY_MS = 600_000;
/** Where a listing of groups does not fit beside what else is due. */
const LISTING_EVERY_MS = 60_000;
/** After a listing that told less than all, or a pass that cast doubt on it. */
const LISTING_DOUBTED_EVERY_MS = 15_000;
/** Groups that changed are described before any reading that is overdue by less than this. */
const CHANGED_GROUPS_URGENCY_MS = 30_000;
/** Metadata, DescribeCluster, DescribeQuorum, DescribeConfigs: at most one request each, in any pass. */
const FIXED_REQUESTS = 4;
const GROUPS_PER_REQUEST = 200;
const REQUESTS_BEYOND = 10;
/** What the smallest clusters that people run may be asked in one pass. */
const SMALL_CLUSTER_BROKERS = 3;
const SMALL_CLUSTER_REQUESTS = 20;
/** Topics in one DescribeConfigs request: its answer stays below 100 kB with four keys asked. */
const CONFIGS_PER_REQUEST = 500;
/** Requests for configs in one pass: the one that has its place, and one more where there is room. */
const CONFIG_REQUESTS_MAX = 2;
/** A reading is taken when its age comes within this of its period, so that a 60 s period on a 15 s grid does not slip to 75 s. */
const SLACK_MS = 1_500;

/** When each slower reading was last taken, monotonic ms; null = never. */
export interface ReadingTimes {
  /** Listing of groups. */
  groups: number | null;
  startOffsets: number | null;
  /** By kind: each is described by an API of its own, so by requests of its own. Absent = never. */
  descriptions: ReadonlyMap<GroupKind, number>;
  shareOffsets: number | null;
  logDirs: number | null;
  /** Last stable offsets: of partitions with open transactions, and of all. */
  stableKnown: number | null;
  stableAll: number | null;
}

export interface PlanInput {
  /** Monotonic ms. */
  now: number;
  last: ReadingTimes;
  /** null before the first pass. */
  size: { partitions: number; groups: number; brokers: number } | null;
  /** Requests that the commits took in the last pass: more than one per coordinator where answers are large or brokers old. Absent = one per broker. */
  commitRequests?: number;
  /** The last listing was not whole, or since then something pointed to another coordinator, another state or a group that is gone. */
  isListingDoubted?: boolean;
  /** Ids of the groups that were listed last, by kind. */
  groupsByKind: ReadonlyMap<GroupKind, readonly string[]>;
  /** Groups whose state changed, or that appeared, and that have not been described since. */
  changedGroups: readonly GroupListing[];
  /** Topics that the last listing lacked, to be asked about by name. */
  missingTopics?: readonly string[];
  /** Whether some partition was seen with an open transaction. */
  hasTransactions: boolean;
  /** Topics with the monotonic time their configs were read; null = never. */
  configAges: ReadonlyMap<string, number | null>;
  /** The request budget is overspent: only what every pass needs is read. */
  isOverBudget?: boolean;
}

/** What a pass reads, as far as time and size decide; the lag part is chosen by `planLag` within `spareRequests`. */
export interface PlannedPass {
  plan: Omit<PassPlan, 'lag' | 'knownGroups'>;
  listGroups: boolean;
  stable: 'all' | 'known' | 'none';
  spareRequests: number;
}

/** Cadence of a cluster of this size, milliseconds. */
export function cadenceMs(partitions: number): StepMs {
  return partitions < LARGE_CLUSTER_PARTITIONS ? 5_000 : 15_000;
}

/** Most requests that a pass may take, the very first excepted: that one also connects and reads all there is to see. */
export function requestBudget(size: { groups: number; brokers: number }): number {
  const most = 3 * size.brokers + Math.ceil(size.groups / GROUPS_PER_REQUEST) + REQUESTS_BEYOND;
  return size.brokers <= SMALL_CLUSTER_BROKERS ? Math.min(most, SMALL_CLUSTER_REQUESTS) : most;
}

/**
 * What the next pass reads besides topology, commits and end offsets, within `requestBudget`. Groups are listed in every pass where that leaves room for a heavy reading
 * (up to half a dozen brokers), else in turn with the others. Of the heavy readings the most overdue is taken, and others beside it only while all need no more than a request per broker.
 * The very first pass takes start offsets and descriptions, so that the first picture tells lost commits and members.
 */
export function planPass(input: PlanInput): PlannedPass {
  const { now, last, size } = input;
  if (size === null) {
    const plan = {
      startOffsets: true,
      descriptions: 'all' as const,
      shareOffsets: true,
      logDirs: false,
      quorum: true,
      configs: [],
    };
    return { plan, listGroups: true, stable: 'none', spareRequests: 0 };
  }
  const overdue = (at: number | null, every: number) => (at === null ? Infinity : now - at - every + SLACK_MS);
  const listingBy = overdue(last.groups, input.isListingDoubted ? LISTING_DOUBTED_EVERY_MS : LISTING_EVERY_MS);
  const room = new Room(requestBudget(size) - size.brokers - (input.commitRequests ?? size.brokers) - FIXED_REQUESTS);
  const isAlwaysListed = room.left >= 2 * size.brokers;
  if (input.isOverBudget) {
    const plan = {
      startOffsets: false,
      descriptions: 'none' as const,
      shareOffsets: false,
      logDirs: false,
      quorum: false,
      configs: [],
      // Whether a topic is hidden or gone cannot be asked later.
      missingTopics: input.missingTopics,
    };
    return { plan, listGroups: isAlwaysListed || listingBy >= 0, stable: 'none', spareRequests: 0 };
  }
  if (isAlwaysListed) room.take(size.brokers);

  // Small clusters have start offsets in every pass: a commit that retention overtook is then seen at once.
  const isSmall = size.partitions < SMALL_CLUSTER_PARTITIONS;
  const isLarge = size.partitions >= LARGE_CLUSTER_PARTITIONS;
  const descriptionsEvery = size.groups < SMALL_CLUSTER_GROUPS ? DESCRIPTIONS_SMALL_EVERY_MS : DESCRIPTIONS_EVERY_MS;
  const groupsOf = (kind: GroupKind) => input.groupsByKind.get(kind)?.length ?? 0;
  const startsBy = overdue(last.startOffsets, START_OFFSETS_EVERY_MS);
  const heavy = chooseHeavy(size.brokers, room, [
    { what: 'groups', by: isAlwaysListed ? -1 : listingBy, requests: size.brokers },
    // Where they come with every pass they only need a turn of their own after having missed several.
    { what: 'startOffsets', by: startsBy, requests: size.brokers },
    ...[...input.groupsByKind.keys()].map((kind): Heavy => ({
      what: kind,
      by: overdue(last.descriptions.get(kind) ?? null, descriptionsEvery),
      requests: groupsOf(kind),
    })),
    {
      what: 'changed',
      by: input.changedGroups.length === 0 ? -1 : CHANGED_GROUPS_URGENCY_MS,
      requests: homesOf(input.changedGroups).size,
    },
    {
      what: 'shareOffsets',
      by: groupsOf('share') === 0 ? -1 : overdue(last.shareOffsets, SHARE_OFFSETS_EVERY_MS),
      requests: groupsOf('share'),
    },
    { what: 'logDirs', by: overdue(last.logDirs, isLarge ? LOG_DIRS_LARGE_EVERY_MS : LOG_DIRS_EVERY_MS), requests: size.brokers },
    { what: 'stableAll', by: overdue(last.stableAll, STABLE_ALL_EVERY_MS), requests: size.brokers },
    {
      what: 'stableKnown',
      by: input.hasTransactions ? overdue(last.stableKnown, STABLE_KNOWN_EVERY_MS) : -1,
      requests: size.brokers,
    },
  ]);
  const startOffsets = heavy.has('startOffsets') || (isSmall && room.take(size.brokers));
  const described = new Set<string>();
  for (const [kind, groupIds] of input.groupsByKind) if (heavy.has(kind)) for (const id of groupIds) described.add(id);
  const rest = input.changedGroups.filter((group) => !described.has(group.groupId));
  for (const groups of homesOf(rest).values()) {
    if (heavy.has('changed') || room.take(1)) for (const { groupId } of groups) described.add(groupId);
  }
  const listGroups = isAlwaysListed || heavy.has('groups') || room.take(size.brokers);
  const configs = configsDue(input.configAges, now, isLarge ? CONFIGS_LARGE_EVERY_MS : CONFIGS_EVERY_MS);
  const configRequests = configs.length > CONFIGS_PER_REQUEST && room.take(1) ? CONFIG_REQUESTS_MAX : 1;
  return {
    plan: {
      startOffsets,
      descriptions: described.size > 0 ? [...described] : 'none',
      shareOffsets: heavy.has('shareOffsets'),
      logDirs: heavy.has('logDirs'),
      quorum: true,
      configs: configs.slice(0, configRequests * CONFIGS_PER_REQUEST - (input.missingTopics?.length ?? 0)),
      missingTopics: input.missingTopics,
    },
    listGroups,
    stable: heavy.has('stableAll') ? 'all' : heavy.has('stableKnown') ? 'known' : 'none',
    spareRequests: Math.max(0, room.left),
  };
}

/** Requests that a pass may still take. */
class Room {
  left: number;

  constructor(requests: number) {
    this.left = requests;
  }

  /** Takes them if they are there. */
  take(requests: number): boolean {
    if (requests > this.left) return false;
    this.left -= requests;
    return true;
  }
}

/** Groups by the request that describes them: one per coordinator and kind. */
function homesOf(groups: readonly GroupListing[]): Map<string, GroupListing[]> {
  return Map.groupBy(groups, ({ coordinator, kind }) => `${coordinator} ${kind}`);
}

interface Heavy {
  /** A kind of groups stands for their descriptions. */
  what: 'groups' | 'changed' | 'startOffsets' | 'shareOffsets' | 'logDirs' | 'stableAll' | 'stableKnown' | GroupKind;
  /** Overdue by so many ms; negative = not due. */
  by: number;
  /** Requests it may need, before the bound of one per broker. */
  requests: number;
}

/** The most overdue reading, and further ones while all together need no more requests than there are brokers, nor than there is room for. */
function chooseHeavy(brokers: number, room: Room, readings: readonly Heavy[]): ReadonlySet<Heavy['what']> {
  const due = readings.filter((reading) => reading.by >= 0).sort((a, b) => b.by - a.by);
  const chosen = new Set<Heavy['what']>();
  let requests = 0;
  for (const { what, requests: own } of due) {
    // Several kinds of groups may have changed at one coordinator.
    const cost = what === 'changed' ? own : Math.min(brokers, own);
    const isFirst = chosen.size === 0 && what !== 'changed';
    if (!isFirst && (requests + cost > brokers || cost > room.left)) continue;
    chosen.add(what);
    requests += cost;
    // The first has its turn whatever it costs: on brokers that tell one group's commits at a time there is never room.
    if (!room.take(cost)) room.left = 0;
  }
  return chosen;
}

/** Topics never read come first, then those read longest ago; as many as one pass may ask for. */
function configsDue(ages: ReadonlyMap<string, number | null>, now: number, everyMs: number): string[] {
  const due: { name: string; at: number }[] = [];
  for (const [name, at] of ages) {
    if (at === null) due.push({ name, at: -Infinity });
    else if (now - at >= everyMs) due.push({ name, at });
  }
  const most = CONFIG_REQUESTS_MAX * CONFIGS_PER_REQUEST;
  if (due.length > most) due.sort((a, b) => a.at - b.at);
  return due.slice(0, most).map((topic) => topic.name);
}
