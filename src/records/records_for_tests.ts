/** Records with a known truth, for tests. */

import type { RandomStream } from "../prng.ts";
import { flatSpherePoints } from "../tasks/covariates.ts";
import { lift, liftRadius } from "./lift.ts";
import type { MeasuredOn } from "./noise_and_slope.ts";
import type { Records } from "./points.ts";
import { probe } from "./probe.ts";

/** n normal points in d dimensions with normal labels. */
export function normalRecords(
  { n, d }: { readonly n: number; readonly d: number },
  stream: RandomStream,
): Records {
  return {
    count: n,
    columns: d,
    entries: Float64Array.from({ length: n * d }, () => stream.normal()),
    labels: Float64Array.from({ length: n }, () => stream.normal()),
  };
}

/** n uniform points on the sphere with labels 2·⟨v, x⟩ + 5 + noise, v a unit vector. */
export function affineRecords(
  { n, d, noise }: { readonly n: number; readonly d: number; readonly noise: number },
  stream: RandomStream,
): Records {
  const entries = flatSpherePoints(n, d, stream);
  const direction = flatSpherePoints(1, d, stream);
  const labels = Float64Array.from({ length: n }, (_, i) => {
    let sum = 5;
    for (let j = 0; j < d; j++) sum += 2 * direction[j] * entries[i * d + j];
    return sum + noise * stream.normal();
  });
  return { count: n, columns: d, entries, labels };
}

/** Leave-one-out probes of all rows. */
export function leftOut(records: Records, rank: number): MeasuredOn {
  const rows = Int32Array.from({ length: records.count }, (_, i) => i);
  const lifted = lift(records, liftRadius(records));
  const probes = probe({ ...lifted, labels: records.labels }, lifted, {
    grid: { least: 0.25, octaves: 8 },
    neighbours: 256,
    groups: { rows, queries: rows },
  });
  return { records, probes, rows, rank };
}
