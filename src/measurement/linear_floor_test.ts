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

Deno.test("a law that makes no sense has no floor", () => {
  const sizes = { contextLength: 5, dimension: 3 };
  const law = { functionClass: "affine", lipschitz: 1, noise: 0, ...sizes } as const;
  const floor = (change: object) => () => bestLinearLoss({ ...law, ...change });
  assertThrows(floor({ contextLength: 0 }), RangeError, "context length n");
  assertThrows(floor({ noise: -1 }), RangeError, "label noise σ");
  assertThrows(floor({ dimension: 1 }), RangeError, "sphere dimension d");
});
