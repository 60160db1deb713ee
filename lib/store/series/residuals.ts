import type { ByteReader, ByteWriter } from '#lib/core/byte-stream.ts';

/*
 * A residual is the difference between a value and its prediction. A sequence of residuals becomes tokens, each one varint code:
 *   0            one residual of zero
 *   1, n         n + 3 residuals of zero
 *   2, n         n + 1 gaps (unknown values)
 *   3, float64   a value too far from its prediction for exact integer arithmetic, as it stands
 *   c ≥ 4        a residual r ≠ 0: c − 3 is its zig-zag form (2r for r > 0, −2r − 1 for r < 0); one byte up to |r| = 62
 */
const ZERO = 0;
const ZERO_RUN = 1;
const GAP_RUN = 2;
const LITERAL = 3;
const ZERO_RUN_MIN = 3;

/** Stands in a residual array for "see the literal". */
export const IS_LITERAL = Number.POSITIVE_INFINITY;

/** Zig-zag doubles the residual and adds the token offset: below this all of it is exact in a double. */
const RESIDUAL_LIMIT = 2 ** 51;

/** The residual of `value` against `prediction`, or `IS_LITERAL` when prediction + residual would not give the value back exactly (beyond 2^51). */
export function residualOf(value: number, prediction: number): number {
  const residual = value - prediction;
  return residual < RESIDUAL_LIMIT && residual > -RESIDUAL_LIMIT && prediction + residual === value ? residual : IS_LITERAL;
}

/** Writes `count` residuals. NaN = gap; `IS_LITERAL` takes the value from `literals` at the same index. */
export function writeResiduals(out: ByteWriter, residuals: Float64Array, literals: Float64Array, count: number): void {
  let i = 0;
  while (i < count) {
    const residual = residuals[i] as number;
    if (residual === 0) {
      const end = runEnd(residuals, i, count, isZero);
      const run = end - i;
      if (run >= ZERO_RUN_MIN) {
        out.byte(ZERO_RUN);
        out.varint(run - ZERO_RUN_MIN);
      } else {
        for (let n = 0; n < run; n++) out.byte(ZERO);
      }
      i = end;
    } else if (Number.isNaN(residual)) {
      const end = runEnd(residuals, i, count, Number.isNaN);
      out.byte(GAP_RUN);
      out.varint(end - i - 1);
      i = end;
    } else if (residual === IS_LITERAL) {
      out.byte(LITERAL);
      out.float64(literals[i] as number);
      i += 1;
    } else {
      out.varint((residual > 0 ? 2 * residual : -2 * residual - 1) + LITERAL);
      i += 1;
    }
  }
}

const isZero = (value: number): boolean => value === 0;

function runEnd(values: Float64Array, from: number, count: number, inRun: (value: number) => boolean): number {
  let end = from + 1;
  while (end < count && inRun(values[end] as number)) end += 1;
  return end;
}

/** Reads `count` residuals back into `residuals` and `literals`, from index 0. Throws on a run that does not fit. */
export function readResiduals(input: ByteReader, residuals: Float64Array, literals: Float64Array, count: number): void {
  let i = 0;
  while (i < count) {
    const code = input.varint();
    if (code > LITERAL) {
      const zigzag = code - LITERAL;
      residuals[i++] = zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2;
    } else if (code === ZERO) {
      residuals[i++] = 0;
    } else if (code === LITERAL) {
      literals[i] = input.float64();
      residuals[i++] = IS_LITERAL;
    } else {
      const end = i + input.varint() + (code === ZERO_RUN ? ZERO_RUN_MIN : 1);
      if (end > count) throw new RangeError('a packed run is longer than its column');
      residuals.fill(code === ZERO_RUN ? 0 : Number.NaN, i, end);
      i = end;
    }
  }
}
