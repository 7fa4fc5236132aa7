import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import { randomStream } from "../prng.ts";
import { drawRegressionBatch } from "../tasks/regression.ts";
import { averagedCurves } from "./averaged_curves.ts";
import { biasVariance, freeze } from "./bias_variance.ts";

const GRID = [0, 1.5, 6];
/** Independent parts, so that their spread tells the error of the mean. */
const PARTS = 40;

/** Mean and standard error of a curve's points over `PARTS` independent samples. */
function estimate(sample: (part: number) => Float64Array): { mean: number; error: number }[] {
  const parts = Array.from({ length: PARTS }, (_, part) => sample(part));
  return GRID.map((_, g) => {
    const values = parts.map((curve) => curve[g]);
    const mean = values.reduce((sum, value) => sum + value, 0) / PARTS;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return { mean, error: Math.sqrt(squares / (PARTS * (PARTS - 1))) };
  });
}

Deno.test("the average over the class is what tasks drawn one by one come to", () => {
  for (const functionClass of ["affine", "relu"] as const) {
    for (const [contextLength, dimension] of [[5, 2], [7, 3], [11, 5]]) {
      const law = { functionClass, lipschitz: 1, noise: 0, contextLength, dimension };
      for (const curve of ["bias", "variance"] as const) {
        const name = `${functionClass} n = ${contextLength} d = ${dimension} ${curve}`;
        const drawn = estimate((part) =>
          biasVariance(freeze(drawRegressionBatch(law, 300, randomStream(name, part))), GRID)[curve]
        );
        const averaged = estimate((part) =>
          averagedCurves({ ...law, prompts: 100 }, GRID, randomStream(name, "average", part))[curve]
        );
        GRID.forEach((w, g) => {
          const difference = averaged[g].mean - drawn[g].mean;
          const error = Math.hypot(averaged[g].error, drawn[g].error);
          assert(
            Math.abs(difference) <= 5 * error + 1e-12,
            `${name} at w = ${w}: ${difference} ± ${error}`,
          );
        });
      }
    }
  }
});

Deno.test("one point is copied: E(f(x) − f(x_q))² of affine functions is 2L²/3d", () => {
  const options = {
    functionClass: "affine",
    contextLength: 1,
    dimension: 3,
    prompts: 20_000,
  } as const;
  const { bias, variance } = averagedCurves(options, [4], randomStream("one point"));
  assertAlmostEquals(bias[0], 2 / 9, 0.01);
  assertAlmostEquals(variance[0], 1, 1e-12);
});

Deno.test("weights that do not sum to one miss the offset", () => {
  const options = {
    functionClass: "relu",
    contextLength: 3,
    dimension: 2,
    prompts: 2000,
  } as const;
  const nothing = averagedCurves(options, [1], randomStream("nothing"), (s) => s.map(() => 0));
  // E f² = E b² + E α² z² + E β² z² = 1/3 + 2·(1/6)·(1/2).
  assertAlmostEquals(nothing.bias[0], 1 / 2, 0.02);
  assertThrows(
    () => averagedCurves({ ...options, prompts: 0 }, [1], randomStream(1)),
    RangeError,
    "sets of points",
  );
});
