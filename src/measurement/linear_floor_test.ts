import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import { studentSlack } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { dot, type Matrix, scaledIdentity } from "../linalg.ts";
import { linearAttention } from "../model/linear_attention.ts";
import type { RandomStream } from "../prng.ts";
import { promptAt } from "../tasks/prompt.ts";
import { drawRegressionBatch, type RegressionLaw } from "../tasks/regression.ts";
import { bestCoefficient, bestLinearLoss, linearLoss, linearMoments } from "./linear_floor.ts";

/** Mean loss at M, and its slope in each entry of M, over prompts drawn one by one. */
function lossAndSlopes(law: RegressionLaw, M: Matrix, stream: RandomStream): number[] {
  const sums = new Array(10).fill(0);
  const batch = drawRegressionBatch(law, 250, stream);
  for (let b = 0; b < 250; b++) {
    const prompt = promptAt(batch, b);
    const missed = linearAttention(prompt, M) - batch.targets[b];
    sums[0] += missed ** 2;
    for (let j = 0; j < 3; j++) {
      const along = dot(prompt.covariates.getColumn(j), prompt.labels) / law.contextLength;
      for (let k = 0; k < 3; k++) sums[1 + 3 * j + k] += 2 * missed * along * prompt.query[k];
    }
  }
  return sums.map((sum) => sum / 250);
}

randomTest(
  "over prompts drawn one by one the loss at c·I is the one said, and no slope is left",
  () => {
    for (const functionClass of ["affine", "relu"] as const) {
      const law = { functionClass, lipschitz: 2, noise: 0.7, contextLength: 11, dimension: 3 };
      const { coefficient, loss } = bestLinearLoss(law);
      const M = scaledIdentity(3, coefficient);
      const parts = Array.from(
        { length: 80 },
        (_, part) => lossAndSlopes(law, M, testStream(functionClass, part)),
      );
      // The loss is convex in M: where all nine slopes vanish it is least.
      for (let k = 0; k < 10; k++) {
        const values = parts.map((part) => part[k]);
        const mean = values.reduce((sum, value) => sum + value, 0) / 80;
        assertAlmostEquals(mean, k === 0 ? loss : 0, studentSlack(values), `${functionClass} ${k}`);
      }
    }
  },
);

Deno.test("the loss falls to the floor with n and stays above", () => {
  const law = { functionClass: "affine", lipschitz: 1, noise: 0, dimension: 3 } as const;
  const losses = [10, 100, 1000].map((contextLength) =>
    bestLinearLoss({ ...law, contextLength }).loss
  );
  losses.forEach((loss, i) => {
    assert(loss > 1 / 3 && loss < (losses[i - 1] ?? 1));
    assertAlmostEquals(loss, [0.39153, 0.34434, 0.33454][i], 1e-5);
  });
  assertThrows(
    () => bestLinearLoss({ ...law, functionClass: "cosine", contextLength: 5 }),
    RangeError,
    "an odd part",
  );
});

Deno.test("one example leaves a scalar problem: c and the loss by hand, for any noise", () => {
  const [d, lipschitz] = [5, 2];
  for (const noise of [0, 0.5, 3]) {
    // V = L²/3 of slope and of offset: E y² = V/d + V + σ², E s² = 1/d, E y·s·f(x_q) = V/d².
    const V = lipschitz ** 2 / 3;
    const square = (V / d + V + noise ** 2) / d;
    const law = {
      functionClass: "affine",
      lipschitz,
      noise,
      contextLength: 1,
      dimension: d,
    } as const;
    const { coefficient, loss } = bestLinearLoss(law);
    assertAlmostEquals(coefficient, V / d ** 2 / square, 1e-12);
    assertAlmostEquals(loss, V / d + V - (V / d ** 2) ** 2 / square, 1e-12);
  }
});

Deno.test("the loss is a parabola in c, least at the best one", () => {
  for (const functionClass of ["affine", "relu"] as const) {
    const law = { functionClass, lipschitz: 2, noise: 1, contextLength: 7, dimension: 3 };
    const { loss, coefficient } = bestLinearLoss(law);
    const moments = linearMoments(law);
    assertAlmostEquals(bestCoefficient(moments), coefficient);
    assertAlmostEquals(linearLoss(moments, coefficient), loss);
    const [less, more] = [-0.5, 0.5].map((by) => linearLoss(moments, coefficient + by));
    assertAlmostEquals(less, more);
    assert(less > loss);
  }
});

Deno.test("a law outside its range has no floor", () => {
  const sizes = { contextLength: 5, dimension: 3 };
  const law = { functionClass: "affine", lipschitz: 1, noise: 0, ...sizes } as const;
  const floor = (change: object) => () => bestLinearLoss({ ...law, ...change });
  assertThrows(floor({ contextLength: 0 }), RangeError, "context length n");
  assertThrows(floor({ noise: -1 }), RangeError, "label noise σ");
  assertThrows(floor({ dimension: 1 }), RangeError, "sphere dimension d");
});
