/** Label noise from the two nearest rows alone: a second opinion that fits nothing. */

import type { MeasuredOn } from "./noise_and_slope.ts";
import { type Estimate, mean, rootEstimate, standardError } from "./summary.ts";

/**
 * σ from the mean of (y − y₁)(y − y₂), y₁ and y₂ the labels of the two nearest rows.
 *
 * Of noise only the row's own is in both factors, so the mean is σ² plus what the relation changes over that way.
 * Source: Devroye, Györfi, Lugosi and Walk, A nearest neighbor estimate of the residual variance, 2018.
 */
export function nearestNoise({ records: { labels }, probes, rows }: MeasuredOn): Estimate | null {
  const { count, kept, nearest } = probes;
  const products: number[] = [];
  for (let q = 0; q < count; q++) {
    const [first, second] = [nearest[q * kept], nearest[q * kept + 1]];
    if (kept < 2 || second < 0) continue;
    const label = labels[rows[q]];
    products.push((label - labels[first]) * (label - labels[second]));
  }
  return products.length < 2 ? null : rootEstimate(mean(products), standardError(products));
}
