import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { assertLaw, COORDINATE_CDF } from "./assertions_for_tests.ts";
import { sphereInnerProduct } from "./covariates.ts";
import { innerProductLaw } from "./inner_product_law.ts";

Deno.test("the distribution function has its textbook form in low dimensions", () => {
  for (const dimension of [2, 3, 7] as const) {
    const { cdf } = innerProductLaw(dimension);
    for (let t = -1; t <= 1; t += 0.125) {
      assertAlmostEquals(cdf(t), COORDINATE_CDF[dimension](t), 1e-14, `d = ${dimension}, t = ${t}`);
    }
  }
});

randomTest("draws follow it where no textbook form is at hand", () => {
  for (const dimension of [11, 64]) {
    const stream = testStream("law", dimension);
    const draws = Array.from({ length: 4001 }, () => sphereInnerProduct(dimension, stream));
    assertLaw(draws, innerProductLaw(dimension).cdf, `dimension ${dimension}`);
  }
});

Deno.test("the density is the slope of the distribution function", () => {
  for (const dimension of [2, 3, 5, 8, 256]) {
    const { cdf, density } = innerProductLaw(dimension);
    for (let t = -0.9; t < 1; t += 0.15) {
      const slope = (cdf(t + 1e-5) - cdf(t - 1e-5)) / 2e-5;
      assertAlmostEquals(density(t), slope, 1e-5, `d = ${dimension}, t = ${t}`);
    }
  }
});

Deno.test("quantiles invert the distribution function", () => {
  for (const dimension of [2, 3, 4, 17]) {
    const { cdf, quantile } = innerProductLaw(dimension);
    for (const u of [0, 0.001, 0.2, 0.5, 0.93, 1]) assertAlmostEquals(cdf(quantile(u)), u, 1e-11);
    assert(quantile(0) >= -1 && quantile(1) <= 1);
  }
});

Deno.test("outside [−1, 1] nothing is left to come", () => {
  const { cdf } = innerProductLaw(5);
  assertAlmostEquals(cdf(-1.5), 0, 1e-15);
  assertAlmostEquals(cdf(1.5), 1, 1e-15);
});

Deno.test("one dimension and a NaN probability are refused", () => {
  assertThrows(() => innerProductLaw(1), RangeError, "sphere dimension d");
  assertThrows(() => innerProductLaw(3).quantile(NaN), RangeError, "probability");
});
