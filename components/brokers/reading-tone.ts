import type { Tone } from '../ui/state-tag.tsx';

/** Bounds of the catalogue's own explanations; `above` and `below` are exclusive. Shares 0..1. */
const BOUNDS: Readonly<Record<string, { tone: Tone; above?: number; below?: number }>> = {
  'broker.handler_idle': { tone: 'warn', below: 0.3 },
  'broker.network_idle': { tone: 'warn', below: 0.3 },
  'broker.gc_share': { tone: 'warn', above: 0.05 },
  'broker.produce_failed': { tone: 'warn', above: 0 },
  'broker.fetch_failed': { tone: 'warn', above: 0 },
  'broker.isr_shrinks': { tone: 'warn', above: 0 },
  'broker.unclean_elections': { tone: 'bad', above: 0 },
  'broker.controller_offline_partitions': { tone: 'bad', above: 0 },
  'broker.controller_errors': { tone: 'bad', above: 0 },
  'broker.metadata_load_errors': { tone: 'bad', above: 0 },
  'broker.metadata_apply_errors': { tone: 'bad', above: 0 },
};

/** Whether a reading by itself needs eyes; null when it does not, or when only its course could tell. */
export function readingTone(metric: string, value: number): Tone | null {
  const bound = BOUNDS[metric];
  if (bound === undefined) return null;
  const isBeyond = (bound.above !== undefined && value > bound.above) || (bound.below !== undefined && value < bound.below);
  return isBeyond ? bound.tone : null;
}
