/** Intervals whose coverage holds where it is easy and where it is hard: conformal, by local scale. */

import { requireLength } from "../validate.ts";
import { quantile } from "./summary.ts";

/** Half-widths by local scale. */
export interface ScaledIntervals {
  /** Upper ends of all classes of scale but the last. */
  readonly edges: readonly number[];
  /** Half-width in each class. */
  readonly widths: readonly number[];
  /** Held-out queries that each class was calibrated on. */
  readonly counts: readonly number[];
  /** Promised coverage. */
  readonly level: number;
}

/** Fewest queries to calibrate a class of scale on. */
const FEWEST = 25;
/** Most classes. */
const MOST = 4;

/**
 * Mondrian conformal half-widths: in each quarter of local scale, the error that a share `level` stays below.
 *
 * Coverage is at least `level` in each class by itself (Vovk et al., 2003). Edges come from the fitted rows, so
 * that classes are fixed before held-out queries are seen.
 *
 * @param scales Local scales of fitted rows.
 * @param heldOut Scales and absolute errors of held-out queries.
 */
export function scaledIntervals(
  scales: Float64Array,
  heldOut: { readonly scales: Float64Array; readonly errors: Float64Array },
  level = 0.9,
): ScaledIntervals {
  requireLength("errors", heldOut.errors, {
    length: heldOut.scales.length,
    because: "like scales",
  });
  const classes = Math.max(1, Math.min(MOST, Math.floor(heldOut.scales.length / FEWEST)));
  const cuts = Array.from({ length: classes - 1 }, (_, c) => quantile(scales, (c + 1) / classes));
  // Ties of scale would leave classes empty.
  const edges = [...new Set(cuts)];
  const widths: number[] = [];
  const counts: number[] = [];
  for (let c = 0; c <= edges.length; c++) {
    const errors = heldOut.errors.filter((_, q) => classOf(heldOut.scales[q], edges) === c).sort();
    // The held-out query and the one to come are alike: the ⌈(m + 1)·level⌉-th smallest of m.
    const rank = Math.ceil((errors.length + 1) * level);
    widths.push(rank <= errors.length ? errors[rank - 1] : Infinity);
    counts.push(errors.length);
  }
  return { edges, widths, counts, level };
}

/** The class of a local scale. */
export function classOf(scale: number, edges: readonly number[]): number {
  const at = edges.findIndex((edge) => scale <= edge);
  return at < 0 ? edges.length : at;
}

/** The half-width at a local scale; Infinity where too few queries were held out. */
export function halfWidth({ edges, widths }: ScaledIntervals, scale: number): number {
  return widths[classOf(scale, edges)];
}
