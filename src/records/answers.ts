/** What is said about each query: an answer, the rows it rests on, and whether to refuse. */

import type { Probes } from "./probe.ts";

/** A past row that an answer rests on. */
export interface Reference {
  /** Which of the rows that answer. */
  readonly row: number;
  /** Its attention weight. */
  readonly weight: number;
  readonly distance: number;
}

/** Why a query is refused before its local scale is looked at. */
export type Refusal = "far" | "few" | "tied";

/** What rules refuse by. */
export interface RefusalRule {
  /** Squared distance beyond which the nearest row is too far. */
  readonly farthest: number;
  /** σ: an answer shared by so few rows that σ/√n is above the tolerance is refused. */
  readonly noise: number;
  /** An answer that is off by more is wrong. */
  readonly tolerance: number;
}

/** Distances that differ by less, relative to the nearest's, are ties. */
const TIE = 1e-9;

/** The rows with the largest weights at window w of the grid, at most `most`. */
export function referencesOf(
  probes: Probes,
  q: number,
  { w, most }: { readonly w: number; readonly most: number },
): Reference[] {
  const { kept, windows, totals, nearest, distances } = probes;
  const references: Reference[] = [];
  const least = distances[q * kept];
  for (let i = q * kept; i < q * kept + Math.min(most, kept) && nearest[i] >= 0; i++) {
    const kernel = Math.exp(-0.5 * windows[w] * (distances[i] - least));
    references.push({
      row: nearest[i],
      weight: kernel / totals[q * windows.length + w],
      distance: Math.sqrt(distances[i]),
    });
  }
  return references;
}

/** Which rule refuses a query, if one does. */
export function refusalOf(
  probes: Probes,
  labels: Float64Array,
  { q, w, rule }: { readonly q: number; readonly w: number; readonly rule: RefusalRule },
): Refusal | null {
  const { kept, windows, squares, nearest, distances } = probes;
  const first = distances[q * kept];
  if (first > rule.farthest) return "far";
  let [low, high] = [Infinity, -Infinity];
  for (let i = q * kept; i < (q + 1) * kept && distances[i] <= first * (1 + TIE); i++) {
    low = Math.min(low, labels[nearest[i]]);
    high = Math.max(high, labels[nearest[i]]);
  }
  if (high - low > 2 * rule.tolerance) return "tied";
  // σ²Σa² is the noise of the answer itself.
  const noise = rule.noise * Math.sqrt(squares[q * windows.length + w]);
  return noise > rule.tolerance ? "few" : null;
}
