import type { Topology, TopicTopology } from '../admin/port.ts';

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const EMPTY = -1;

function hashBytes(buffer: Uint8Array, start: number, end: number): number {
  let hash = FNV_OFFSET;
  for (let i = start; i < end; i += 1) hash = Math.imul(hash ^ (buffer[i] ?? 0), FNV_PRIME);
  return hash >>> 0;
}

/**
 * Finds topics of one topology by the bytes of their names, without making strings: an answer about 200,000 group-partitions repeats its
 * topics' names thousands of times. Open addressing, at most half full.
 */
export class TopicIndex {
  private readonly topics: readonly TopicTopology[];
  private readonly names: Buffer[];
  private readonly slots: Int32Array;
  private readonly mask: number;

  constructor(topics: readonly TopicTopology[]) {
    this.topics = topics;
    this.names = topics.map((topic) => Buffer.from(topic.name));
    let size = 16;
    while (size < this.names.length * 2) size *= 2;
    this.mask = size - 1;
    this.slots = new Int32Array(size).fill(EMPTY);
    this.names.forEach((name, index) => {
      let slot = hashBytes(name, 0, name.length) & this.mask;
      while (this.slots[slot] !== EMPTY) slot = (slot + 1) & this.mask;
      this.slots[slot] = index;
    });
  }

  /** The name's bytes of the topic at `index`, as they go on the wire. */
  nameBytes(index: number): Buffer {
    return this.names[index] ?? Buffer.alloc(0);
  }

  /** The topic whose name stands at `[start, end)`; null when the topology lacks it. */
  find(buffer: Buffer, start: number, end: number): TopicTopology | null {
    let slot = hashBytes(buffer, start, end) & this.mask;
    for (;;) {
      const index = this.slots[slot] ?? EMPTY;
      const name = this.names[index];
      if (name === undefined) return null;
      if (name.length === end - start && name.compare(buffer, start, end) === 0) return this.topics[index] ?? null;
      slot = (slot + 1) & this.mask;
    }
  }
}

const indexes = new WeakMap<readonly TopicTopology[], TopicIndex>();

/** The topology's index, made on first use and kept as long as its list of topics, which topologies share while nothing changes. */
export function topicIndexOf({ topics }: Topology): TopicIndex {
  const known = indexes.get(topics);
  if (known !== undefined) return known;
  const made = new TopicIndex(topics);
  indexes.set(topics, made);
  return made;
}

/** Dense index of a partition by its number; −1 when the topic has none of that number. */
export function denseIndex(topic: TopicTopology, partition: number): number {
  // Kafka numbers partitions 0…n−1 without holes; a broker that does otherwise is still read rightly.
  if (topic.partitions[partition]?.partition === partition) return topic.base + partition;
  let low = 0;
  let high = topic.partitions.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = topic.partitions[middle]?.partition ?? 0;
    if (found === partition) return topic.base + middle;
    if (found < partition) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
