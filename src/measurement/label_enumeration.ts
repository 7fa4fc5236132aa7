/** Losses of fixed attention weights, averaged over every labelling (claim A3). */

/**
 * Mean of ½(Σ q_j y_j − y_*)² over all 2^N labels, each +1 with chance p independently.
 *
 * @example All weight on one of two points is all right for one of them
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { enumerateSigns } from "@attest/attest/measurement";
 *
 * assertEquals(enumerateSigns(Float64Array.of(1, 0), 0, 0.5), 0);
 * assertEquals(enumerateSigns(Float64Array.of(1, 0), 1, 0.5), 1);
 * ```
 */
export function enumerateSigns(q: Float64Array, nearest: number, p: number): number {
  let mean = 0;
  for (let code = 0; code < 1 << q.length; code++) {
    let chance = 1;
    let prediction = 0;
    q.forEach((weight, j) => {
      const positive = ((code >> j) & 1) === 1;
      chance *= positive ? p : 1 - p;
      prediction += positive ? weight : -weight;
    });
    const wanted = ((code >> nearest) & 1) === 1 ? 1 : -1;
    mean += (chance * (prediction - wanted) ** 2) / 2;
  }
  return mean;
}

/** Mean of ½‖Σ q_j v_j − v_*‖² over all K^N classes, coded v = e_c − 1/K. */
export function enumerateClasses(q: Float64Array, nearest: number, classes: number): number {
  const total = Math.pow(classes, q.length);
  let mean = 0;
  for (let code = 0; code < total; code++) {
    const labels = Array.from(q, (_, j) => Math.floor(code / Math.pow(classes, j)) % classes);
    for (let c = 0; c < classes; c++) {
      let difference = 0;
      labels.forEach((label, j) => {
        const value = (label === c ? 1 : 0) - 1 / classes;
        difference += (q[j] - (j === nearest ? 1 : 0)) * value;
      });
      mean += difference ** 2 / (2 * total);
    }
  }
  return mean;
}
