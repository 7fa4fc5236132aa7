/** How far one measurement is from breaking its rule: at least 0 holds, below 0 is a failure. */
export interface Margin {
  /** Distance to the rule, relative to 1 + scale; −Infinity for what is not a finite number. */
  readonly margin: number;
  /** The measured value. */
  readonly got: number;
  /** The value it is held to. */
  readonly wanted: number;
  /** What was measured, as a report names it. */
  readonly what: string;
  /** The difference that rounding may make, of which a margin below it has used a share; absent for none. */
  readonly tolerance?: number | undefined;
}

/** Whether a value has all parts of a margin. */
export function isMargin(value: unknown): value is Margin {
  const { margin, got, wanted, what } = (value ?? {}) as Partial<Margin>;
  return typeof margin === "number" && typeof got === "number" && typeof wanted === "number" &&
    typeof what === "string";
}

/** How an identity or an inequality is measured. */
export interface MarginOptions {
  /** The allowed difference at scale 0, at least 0. */
  readonly tolerance: number;
  /** Magnitude of the numbers the result was computed from; the default is in each function. */
  readonly scale?: number;
}

/**
 * Margin of the identity `got = wanted`: tolerance − |got − wanted| / (1 + scale), scale |wanted|.
 *
 * What is not finite never holds: an Infinity on both sides is a failure too, margin −Infinity.
 *
 * @throws {RangeError} If the tolerance or the scale is negative, or the tolerance is not finite.
 *
 * @example Two ways to the same sum
 * ```ts
 * import { identityMargin } from "@attest/attest/claims";
 * import { assert } from "@std/assert";
 *
 * assert(identityMargin("sum", 0.1 + 0.2, 0.3, { tolerance: 1e-10 }).margin >= 0);
 * assert(identityMargin("sum", NaN, NaN, { tolerance: 1e-10 }).margin === -Infinity);
 * ```
 */
export function identityMargin(
  what: string,
  got: number,
  wanted: number,
  { tolerance, scale = Math.abs(wanted) }: MarginOptions,
): Margin {
  checkRule(tolerance, scale);
  const finite = Number.isFinite(got) && Number.isFinite(wanted) && Number.isFinite(scale);
  const margin = finite ? tolerance - Math.abs(got - wanted) / (1 + scale) : -Infinity;
  return { margin, got, wanted, what, ...allowed(tolerance) };
}

/**
 * Margin of `smaller ≤ larger`: (larger − smaller) / (1 + scale) + tolerance, scale the larger
 * magnitude of the two.
 *
 * A `larger` of +Infinity bounds every number: margin 1, so that the worst margin stays finite.
 * Anything else that is not finite never holds, margin −Infinity.
 *
 * @throws {RangeError} If the tolerance or the scale is negative, or the tolerance is not finite.
 *
 * @example A mean of squares is at least the square of the mean
 * ```ts
 * import { inequalityMargin } from "@attest/attest/claims";
 * import { assert } from "@std/assert";
 *
 * const { margin } = inequalityMargin("variance", 2 ** 2, (1 + 9) / 2, { tolerance: 1e-9 });
 * assert(margin > 0);
 * ```
 */
export function inequalityMargin(
  what: string,
  smaller: number,
  larger: number,
  { tolerance, scale = Math.max(Math.abs(smaller), Math.abs(larger)) }: MarginOptions,
): Margin {
  checkRule(tolerance, scale);
  const rule = { got: smaller, wanted: larger, what, ...allowed(tolerance) };
  if (larger === Infinity && Number.isFinite(smaller)) return { margin: 1, ...rule };
  const finite = Number.isFinite(smaller) && Number.isFinite(larger) && Number.isFinite(scale);
  return { margin: finite ? (larger - smaller) / (1 + scale) + tolerance : -Infinity, ...rule };
}

/**
 * Margin of a count or a truth value that must be exact: 1 when equal, −1 when not.
 *
 * @example The nearest neighbour is the third example
 * ```ts
 * import { exactMargin } from "@attest/attest/claims";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(exactMargin("nearest", 2, 3).margin, -1);
 * assertEquals(exactMargin("is a permutation", true, true).margin, 1);
 * ```
 */
export function exactMargin(
  what: string,
  got: number | boolean,
  wanted: number | boolean,
): Margin {
  const finite = Number.isFinite(Number(got)) && Number.isFinite(Number(wanted));
  const margin = !finite ? -Infinity : got === wanted ? 1 : -1;
  return { margin, got: Number(got), wanted: Number(wanted), what };
}

/**
 * The smallest of several margins, the first of equals.
 *
 * @throws {RangeError} If there is none: nothing measured is not a pass.
 * @throws {TypeError} If one of them is no margin.
 *
 * @example One broken row decides
 * ```ts
 * import { exactMargin, worstMargin } from "@attest/attest/claims";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = [exactMargin("row 0", 1, 1), exactMargin("row 1", 0, 1)];
 * assertEquals(worstMargin(...rows).what, "row 1");
 * assertEquals(worstMargin(rows).what, "row 1");
 * ```
 */
export function worstMargin(...margins: readonly (Margin | Iterable<Margin>)[]): Margin {
  let worst: Margin | undefined;
  for (const some of margins) {
    for (const margin of Symbol.iterator in some ? some : [some]) {
      // A promise, for one, would be passed over: its margin is undefined, which is smaller than nothing.
      if (!isMargin(margin)) {
        throw new TypeError(`Margins have all their parts, got ${typeof margin}`);
      }
      // A margin built by hand may hold NaN, which is smaller than nothing: it is the worst.
      if (worst === undefined || margin.margin < worst.margin || Number.isNaN(margin.margin)) {
        worst = Number.isNaN(margin.margin) ? { ...margin, margin: -Infinity } : margin;
      }
    }
  }
  if (worst === undefined) throw new RangeError("Cannot take the worst margin: there is none");
  return worst;
}

/** The tolerance of a margin, where there is any. */
function allowed(tolerance: number): Pick<Margin, "tolerance"> {
  return tolerance > 0 ? { tolerance } : {};
}

function checkRule(tolerance: number, scale: number): void {
  if (!(tolerance >= 0 && tolerance < Infinity)) {
    throw new RangeError(`Tolerance must be finite and at least 0, got ${tolerance}`);
  }
  if (scale < 0) throw new RangeError(`Scale must be at least 0, got ${scale}`);
}
