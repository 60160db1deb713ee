import type { BehindReplica, BrokerLogDirs, Item, KafkaFault, LogDir } from '#lib/kafka/admin/port.ts';
import { isCovered } from './coverage.ts';

/** Directories kept per broker, and characters of a path: both come from outside and stand in stored keys. */
const DIRS_MAX = 100;
const PATH_MAX = 500;

/** What is told about one log directory. */
export interface DirReading {
  path: string;
  fault: KafkaFault | null;
  totalBytes: bigint | null;
  usableBytes: bigint | null;
  replicaBytes: bigint;
  replicas: number;
  /** Followers here that lack messages, and how many they lack; null when the broker did not tell it of nearly all replicas. */
  behind: number | null;
  lagOffsets: bigint | null;
  movingIn: number;
}

/** The directories of one broker. */
export interface DirsReading {
  dirs: readonly DirReading[];
  /** The followers furthest behind, worst first. */
  behind: readonly BehindReplica[];
}

/** Keeps of a broker's log directories what is told about them. */
export function readDirs(item: Item<BrokerLogDirs>): Item<DirsReading> {
  if (!item.ok) return item;
  return { ok: true, value: { dirs: item.value.dirs.slice(0, DIRS_MAX).map(readDir), behind: item.value.furthest } };
}

/** The part of a path that is stored. PostgreSQL takes no NUL in a text. */
function storedPath(path: string): string {
  return path.replaceAll('\0', '�').slice(0, PATH_MAX);
}

function readDir(dir: LogDir): DirReading {
  const isKnown = dir.fault === null && (dir.replicas === 0 || isCovered(dir.told, dir.replicas));
  return {
    path: storedPath(dir.path),
    fault: dir.fault,
    totalBytes: dir.totalBytes,
    usableBytes: dir.usableBytes,
    replicaBytes: dir.replicaBytes,
    replicas: dir.replicas,
    behind: isKnown ? dir.behind : null,
    lagOffsets: isKnown ? dir.lagOffsets : null,
    movingIn: dir.movingIn,
  };
}
