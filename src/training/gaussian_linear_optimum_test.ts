import { assertAlmostEquals, assertThrows } from "@std/assert";
import { diagonal, scaledIdentity, toFlat, toMatrix, zeros } from "../linalg.ts";
import { assertClose } from "../tasks/assertions_for_tests.ts";
import { gaussianLinearOptimum } from "./gaussian_linear_optimum.ts";

Deno.test("with Λ = I the optimum is n/(n + d + 1 + σ²) times the identity", () => {
  const [n, d, noise] = [7, 3, 1.5];
  const below = n + d + 1 + noise ** 2;
  const { parameters, meanSquare } = gaussianLinearOptimum({
    covariance: scaledIdentity(d),
    contextLength: n,
    noise,
  });
  assertClose(toFlat(parameters), toFlat(scaledIdentity(d, n / below)), { tolerance: 1e-14 });
  assertAlmostEquals(meanSquare, (d * (d + 1 + noise ** 2)) / below, 1e-13);
});

Deno.test("along the axes of Λ the optimum is 1/((1 + 1/n)λ + (tr Λ + σ²)/n)", () => {
  const spectrum = [2, 0.5, 0.25];
  const normal = spectrum.map((value) => (1 + 1 / 5) * value + (2.75 + 0.49) / 5);
  const got = gaussianLinearOptimum({
    covariance: diagonal(spectrum),
    contextLength: 5,
    noise: 0.7,
  });
  assertClose(toFlat(got.normal), toFlat(diagonal(normal)), { tolerance: 1e-14 });
  const entries = normal.map((value) => 1 / value);
  assertClose(toFlat(got.parameters), toFlat(diagonal(entries)), { tolerance: 1e-14 });
  const left = spectrum.reduce((sum, value, j) => sum + value - value ** 2 / normal[j], 0);
  assertAlmostEquals(got.meanSquare, left, 1e-14);
});

Deno.test("with more and more points and no noise the optimum is Λ^{−1} and nothing is lost", () => {
  const covariance = toMatrix([[2, 0.5], [0.5, 1]]);
  const { parameters, meanSquare } = gaussianLinearOptimum({
    covariance,
    contextLength: 1e9,
    noise: 0,
  });
  assertClose(toFlat(parameters), [1 / 1.75, -0.5 / 1.75, -0.5 / 1.75, 2 / 1.75], {
    tolerance: 1e-7,
  });
  assertAlmostEquals(meanSquare, 0, 1e-7);
});

Deno.test("no points, negative noise, or a covariance that is not square are refused", () => {
  const law = { covariance: scaledIdentity(2), contextLength: 5, noise: 1 };
  assertThrows(
    () => gaussianLinearOptimum({ ...law, contextLength: 0 }),
    RangeError,
    "context length n must be a whole number of at least 1, got 0",
  );
  assertThrows(
    () => gaussianLinearOptimum({ ...law, noise: -1 }),
    RangeError,
    "label noise σ must be a finite number of at least 0, got -1",
  );
  assertThrows(
    () => gaussianLinearOptimum({ ...law, covariance: zeros(2, 3) }),
    RangeError,
    "tr A must have a square A, got 2×3",
  );
});
