import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
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

Deno.test("one point is copied: of ReLU pairs at d = 3, whatever the number of directions", () => {
  const setting = {
    functionClass: "relu",
    contextLength: 1,
    dimension: 3,
    prompts: 20_000,
  } as const;
  for (const directions of [1, 2, 7]) {
    const options = { ...setting, directions };
    const { bias } = averagedCurves(options, [4], randomStream("one pair", directions));
    // z and |z| of two points: E(z − z_q)² = 2/3, E(|z| − |z_q|)² = 2/3 − 2·(1/2)². A value is in [0, 0.39];
    // Hoeffding: further off with chance 1e-9.
    const slack = 0.39 * Math.sqrt(Math.log(2e9) / 40_000);
    assertAlmostEquals(bias[0], 2 / 18 + 1 / 36, slack, `${directions} directions`);
  }
});

Deno.test("directions are spread evenly: on the circle their cosines have mean square ½", () => {
  const setting = { functionClass: "relu", contextLength: 3, dimension: 2, prompts: 1 } as const;
  const nothing = (scores: Float64Array) => scores.map(() => 0);
  for (const directions of [2, 3, 8]) {
    const stream = randomStream("even", directions);
    const { bias } = averagedCurves({ ...setting, directions }, [1], stream, nothing);
    // E b² = 1/3, and 1/6 of the mean squares of z and of |z|.
    assertAlmostEquals(bias[0], 1 / 3 + 1 / 12 + 1 / 12, 1e-12, `${directions} directions`);
  }
});

Deno.test("points lie all round the query: s·|z| has mean zero and adds up like independent terms", () => {
  const [n, dimension, prompts] = [29, 3, 20_000];
  const options = { functionClass: "relu", contextLength: n, dimension, prompts } as const;
  let rest = 0;
  const linear = (s: Float64Array) => {
    const sum = (f: (value: number) => number) => s.reduce((all, value) => all + f(value), 0);
    const along = sum((value) => value * value);
    const odd = (1 - along) ** 2 + sum((value) => value ** 2 * (1 - value ** 2));
    rest += (odd / dimension / 6 + (sum((value) => value) - 1) ** 2 / 3) / prompts;
    return s;
  };
  const { bias } = averagedCurves(options, [1], randomStream("all round"), linear);
  // E(Σ s|z| − |z_q|)² = n·E s²z² + E z_q² with E s²z² = 1/9; a prompt's has standard deviation below 6.
  const even = 6 * (bias[0] - rest);
  assertAlmostEquals(even, n / 9 + 1 / 3, 6 * 6 / Math.sqrt(prompts));
});

Deno.test("two directions are drawn unless told, and sizes are checked", () => {
  const options = { functionClass: "relu", contextLength: 5, dimension: 3, prompts: 7 } as const;
  const at = (changes: object) => averagedCurves({ ...options, ...changes }, GRID, randomStream(3));
  assertEquals(at({}), at({ directions: 2 }));
  assertThrows(() => at({ contextLength: 0 }), RangeError, "context length n");
  assertThrows(() => at({ dimension: 1 }), RangeError, "sphere dimension d");
  assertThrows(() => at({ directions: 0 }), RangeError, "directions");
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
