import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { hoeffding, normalSlack, studentSlack } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { drawRegressionBatch } from "../tasks/regression.ts";
import { averagedCurves } from "./averaged_curves.ts";
import { biasVariance, freeze } from "./bias_variance.ts";

const GRID = [0, 1.5, 6];
/** Independent parts, so that their spread tells the error of the mean. */
const PARTS = 80;

randomTest("the average over the class is what tasks drawn one by one come to", () => {
  for (const functionClass of ["affine", "relu"] as const) {
    for (const [contextLength, dimension] of [[5, 2], [7, 3], [11, 5]]) {
      const law = { functionClass, lipschitz: 1, noise: 0, contextLength, dimension };
      const name = `${functionClass} n = ${contextLength} d = ${dimension}`;
      const parts = Array.from({ length: PARTS }, (_, part) => [
        averagedCurves({ ...law, prompts: 50 }, GRID, testStream(name, "average", part)),
        biasVariance(freeze(drawRegressionBatch(law, 150, testStream(name, part))), GRID),
      ]);
      for (const curve of ["bias", "variance"] as const) {
        GRID.forEach((w, g) => {
          const differences = parts.map(([averaged, drawn]) =>
            averaged[curve][g] - drawn[curve][g]
          );
          const mean = differences.reduce((sum, value) => sum + value, 0) / PARTS;
          const slack = studentSlack(differences) + 1e-12;
          assertAlmostEquals(mean, 0, slack, `${name}: ${curve} at w = ${w}`);
        });
      }
    }
  }
});

randomTest("one point is copied: E(f(x) − f(x_q))² of affine functions is 2L²/3d", () => {
  const options = {
    functionClass: "affine",
    contextLength: 1,
    dimension: 3,
    prompts: 20_000,
  } as const;
  const { bias, variance } = averagedCurves(options, [4], testStream("one point"));
  // A prompt has (1/3)·‖x − x_q‖²/d, in [0, 4/9].
  assertAlmostEquals(bias[0], 2 / 9, hoeffding(options.prompts, 4 / 9));
  assertAlmostEquals(variance[0], 1, 1e-12);
});

randomTest("one point is copied: of ReLU pairs at d = 3, whatever the number of directions", () => {
  const setting = {
    functionClass: "relu",
    contextLength: 1,
    dimension: 3,
    prompts: 10_000,
  } as const;
  for (const directions of [1, 2, 7]) {
    const options = { ...setting, directions };
    const { bias } = averagedCurves(options, [4], testStream("one pair", directions));
    // z and |z| of two points: E(z − z_q)² = 2/3, E(|z| − |z_q|)² = 2/3 − 2·(1/2)². A value is in [0, 0.39].
    const slack = hoeffding(setting.prompts, 0.39);
    assertAlmostEquals(bias[0], 2 / 18 + 1 / 36, slack, `${directions} directions`);
  }
});

randomTest("directions are spread evenly: on the circle their cosines have mean square ½", () => {
  const setting = { functionClass: "relu", contextLength: 3, dimension: 2, prompts: 1 } as const;
  const nothing = (scores: Float64Array) => scores.map(() => 0);
  for (const directions of [2, 3, 8]) {
    const stream = testStream("even", directions);
    const { bias } = averagedCurves({ ...setting, directions }, [1], stream, nothing);
    // E b² = 1/3, and 1/6 of the mean squares of z and of |z|.
    assertAlmostEquals(bias[0], 1 / 3 + 1 / 12 + 1 / 12, 1e-12, `${directions} directions`);
  }
});

randomTest(
  "points lie all round the query: s·|z| has mean zero and adds up like independent terms",
  () => {
    const [n, dimension, prompts] = [29, 3, 10_000];
    const options = { functionClass: "relu", contextLength: n, dimension, prompts } as const;
    let rest = 0;
    const linear = (s: Float64Array) => {
      const sum = (f: (value: number) => number) => s.reduce((all, value) => all + f(value), 0);
      const along = sum((value) => value * value);
      const odd = (1 - along) ** 2 + sum((value) => value ** 2 * (1 - value ** 2));
      rest += (odd / dimension / 6 + (sum((value) => value) - 1) ** 2 / 3) / prompts;
      return s;
    };
    const { bias } = averagedCurves(options, [1], testStream("all round"), linear);
    // E(Σ s|z| − |z_q|)² = n·E s²z² + E z_q² with E s²z² = 1/9; a prompt's has standard deviation below 6.
    const even = 6 * (bias[0] - rest);
    assertAlmostEquals(even, n / 9 + 1 / 3, normalSlack(6 / Math.sqrt(prompts)));
  },
);

randomTest("two directions are drawn unless told, and sizes are checked", () => {
  const options = { functionClass: "relu", contextLength: 5, dimension: 3, prompts: 7 } as const;
  const at = (changes: object) => averagedCurves({ ...options, ...changes }, GRID, testStream(3));
  assertEquals(at({}), at({ directions: 2 }));
  assertThrows(() => at({ contextLength: 0 }), RangeError, "context length n");
  assertThrows(() => at({ dimension: 1 }), RangeError, "sphere dimension d");
  assertThrows(() => at({ directions: 0 }), RangeError, "directions");
});

randomTest("weights that do not sum to one miss the offset", () => {
  const options = {
    functionClass: "relu",
    contextLength: 3,
    dimension: 2,
    prompts: 2000,
  } as const;
  const nothing = averagedCurves(options, [1], testStream("nothing"), (s) => s.map(() => 0));
  // E f² = E b² + E α² z² + E β² z² = 1/3 + 2·(1/6)·(1/2), exact for two directions at right angles.
  assertAlmostEquals(nothing.bias[0], 1 / 2, 1e-12);
  assertThrows(
    () => averagedCurves({ ...options, prompts: 0 }, [1], testStream(1)),
    RangeError,
    "sets of points",
  );
});
