import type { IntervalReason } from '#lib/contracts/common.ts';
import type { StepMs } from '#lib/store/series/types.ts';
import { cadenceMs } from './plan-pass.ts';

/** Cadence in force. */
export interface Pace {
  stepMs: StepMs;
  reason: IntervalReason;
}

/** What one successful pass told about the pressure. */
export interface PaceReading {
  /** Monotonic ms. */
  at: number;
  durationMs: number;
  /** Brokers that did not answer by the deadline, of all that were asked. */
  mute: number;
  brokers: number;
  /** The request bucket is empty and still sinks: the postponed readings alone do not make up for it. */
  isSinking: boolean;
  /** Whether the next faster cadence would keep within the budget; true without a budget. */
  isFasterAffordable: (fasterMs: StepMs) => boolean;
}

/** One cause of a slower cadence. */
interface Brake {
  /** Steps above what size asks for. */
  steps: number;
  /** Passes in a row that asked for one more. */
  pressed: number;
  /** Monotonic ms since when the faster cadence would do; null while it would not. */
  relievedAt: number | null;
}

/** What is remembered from pass to pass. */
export interface PaceMemory {
  backOff: Brake;
  budget: Brake;
}

/** Cadences that the store knows and that a cluster may be sampled at. */
const LADDER: readonly StepMs[] = [5_000, 15_000, 60_000];
/** A pass that takes more of its interval than this presses. */
const HEAVY_SHARE = 0.4;
/** It must take less than this of the faster interval before that is tried again. */
const LIGHT_SHARE = 0.2;
/** One slow pass is no trend. */
const PRESSED_MAX = 3;
/** How long the faster cadence must have been possible: longer than any usual cycle of slower readings. */
const RELIEVED_FOR_MS = 300_000;

const FREE: Brake = { steps: 0, pressed: 0, relievedAt: null };

/** Before the first pass. */
export const NO_PRESSURE: PaceMemory = { backOff: FREE, budget: FREE };

/** The cadence of a cluster of this size under this pressure. The stronger brake decides and gives its name. */
export function paceOf(memory: PaceMemory, partitions: number): Pace {
  const base = LADDER.indexOf(cadenceMs(partitions));
  const steps = Math.max(memory.backOff.steps, memory.budget.steps);
  const stepMs = rung(base + steps);
  // A cluster that grew may stand on the last rung by its size alone.
  if (stepMs === rung(base)) return { stepMs, reason: 'size' };
  return { stepMs, reason: memory.backOff.steps >= memory.budget.steps ? 'back_off' : 'budget' };
}

/**
 * What follows from one more pass, taken at `paceOf(memory, partitions)`.
 * Slower after three pressing passes in a row, faster again once that would have been light for five minutes.
 * A pass that waited for a minority of mute brokers says nothing: waiting is no load, and one frozen broker must not blind Farol to the others.
 */
export function nextPace(memory: PaceMemory, partitions: number, reading: PaceReading): PaceMemory {
  const base = LADDER.indexOf(cadenceMs(partitions));
  const { stepMs } = paceOf(memory, partitions);
  const isTelling = reading.mute === 0 || reading.mute * 2 > reading.brokers;
  const fasterThan = (brake: Brake) => rung(base + brake.steps - 1);
  return {
    backOff: isTelling
      ? turn(memory.backOff, {
          base,
          at: reading.at,
          isPressed: reading.durationMs > HEAVY_SHARE * stepMs,
          isRelieved: reading.durationMs < LIGHT_SHARE * fasterThan(memory.backOff),
        })
      : memory.backOff,
    budget: turn(memory.budget, {
      base,
      at: reading.at,
      isPressed: reading.isSinking,
      isRelieved: reading.isFasterAffordable(fasterThan(memory.budget)),
    }),
  };
}

function turn(brake: Brake, now: { base: number; at: number; isPressed: boolean; isRelieved: boolean }): Brake {
  if (now.isPressed) {
    const pressed = brake.pressed + 1;
    if (pressed < PRESSED_MAX) return { ...brake, pressed, relievedAt: null };
    return { steps: Math.min(brake.steps + 1, LADDER.length - 1 - now.base), pressed: 0, relievedAt: null };
  }
  if (brake.steps === 0 || !now.isRelieved) return { ...brake, pressed: 0, relievedAt: null };
  const relievedAt = brake.relievedAt ?? now.at;
  if (now.at - relievedAt < RELIEVED_FOR_MS) return { ...brake, pressed: 0, relievedAt };
  return { steps: brake.steps - 1, pressed: 0, relievedAt: null };
}

function rung(index: number): StepMs {
  return LADDER[Math.max(0, Math.min(index, LADDER.length - 1))] ?? 60_000;
}
