/** Points of figures, with intervals where they are random. */

import { meanInterval } from "../../decision/confidence_sequence.ts";
import { medianInterval } from "../../decision/median_interval.ts";
import { type RandomStream, randomStream } from "../../prng.ts";
import type { FigurePoint, FigureSeries } from "./schema.ts";

/** How much a figure may spend, and from which seed. */
export interface FigureEffort {
  /** The seed of the run. */
  readonly seed: number;
  /** Independent replicates of each random point. */
  readonly replicates: number;
}

/** The result of each replicate, each from a stream of its own. */
export function replicate<Result>(
  { seed, replicates }: FigureEffort,
  name: string,
  run: (stream: RandomStream) => Result,
): Result[] {
  return Array.from({ length: replicates }, (_, k) => run(randomStream(seed, "figures", name, k)));
}

/** The median of the replicates at x with its 95 % interval. */
export function medianPoint(x: number, values: readonly number[]): FigurePoint {
  const { median, lower, upper } = medianInterval(values);
  return { x, y: median, low: lower, high: upper };
}

/** The mean of replicates in [0, 1] at x with its 95 % interval. */
export function meanPoint(x: number, values: readonly number[]): FigurePoint {
  const [low, high] = meanInterval(values);
  return { x, y: values.reduce((sum, value) => sum + value, 0) / values.length, low, high };
}

/** A point where nothing is random. */
export function exactPoint(x: number, y: number): FigurePoint {
  return { x, y, low: null, high: null };
}

/** What was measured at these x: medians of rows, one of each replicate, with a value for each x. */
export function measured(
  name: string,
  { at, rows }: { readonly at: readonly number[]; readonly rows: readonly ArrayLike<number>[] },
): FigureSeries {
  const points = at.map((x, i) => medianPoint(x, rows.map((row) => row[i])));
  return { name, kind: "measured", points };
}

/** A theory's curve at these x. */
export function theory(
  name: string,
  xs: Iterable<number>,
  at: (x: number) => number,
): FigureSeries {
  return { name, kind: "theory", points: Array.from(xs, (x) => exactPoint(x, at(x))) };
}
