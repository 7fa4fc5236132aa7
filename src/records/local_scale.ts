/** How much labels differ around a query: what makes an answer hard. */

import type { Probes } from "./probe.ts";

/** Rows that count as around. */
const AROUND = 20;

/** The standard deviation of the labels of the nearest twenty rows of each probe. */
export function localScales({ count, kept, nearest }: Probes, labels: Float64Array): Float64Array {
  return Float64Array.from({ length: count }, (_, q) => {
    let [sum, squares, used] = [0, 0, 0];
    for (let i = 0; i < Math.min(AROUND, kept); i++) {
      const row = nearest[q * kept + i];
      if (row < 0) break;
      used++;
      const step = labels[row] - sum;
      sum += step / used;
      squares += step * (labels[row] - sum);
    }
    return Math.sqrt(squares / Math.max(1, used));
  });
}
