import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import { randomStream } from "../prng.ts";
import { drawRegressionBatch } from "../tasks/regression.ts";
import { linearOptimum } from "../training/linear_optimum.ts";
import { bestLinearLoss } from "./linear_floor.ts";

Deno.test("least squares over all of M on many prompts finds the same M and the same loss", () => {
  for (const functionClass of ["affine", "relu"] as const) {
    const law = { functionClass, lipschitz: 2, noise: 0.7, contextLength: 11, dimension: 3 };
    const batch = drawRegressionBatch(law, 20_000, randomStream("floor", functionClass));
    const { parameters, loss } = linearOptimum(batch);
    const best = bestLinearLoss(law);
    // Half the squared error, and about 1 % of sampling noise.
    assertAlmostEquals((2 * loss) / best.loss, 1, 0.03);
    parameters.to2DArray().forEach((row, j) =>
      row.forEach((entry, k) => assertAlmostEquals(entry, j === k ? best.coefficient : 0, 0.15))
    );
  }
});

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
