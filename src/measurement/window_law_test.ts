import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import { affineLoss, predictedWindow, windowLimit } from "./window_law.ts";

/** I_ν(w) by its power series (Abramowitz and Stegun 9.6.10), ν a multiple of ½. */
function bessel(order: number, w: number): number {
  let gamma = order % 1 === 0 ? 1 : Math.sqrt(Math.PI) / 2;
  for (let x = order % 1 === 0 ? 1 : 1.5; x < order + 1; x++) gamma *= x;
  let term = Math.pow(w / 2, order) / gamma;
  let sum = term;
  for (let k = 1; k < 200; k++) sum += term *= (w * w) / (4 * k * (k + order));
  return sum;
}

Deno.test("linear functions shrink by a ratio of Bessel functions", () => {
  for (const dimension of [2, 3, 4, 5, 7]) {
    for (const w of [0.1, 1, 5, 20]) {
      assertAlmostEquals(
        windowLimit({ dimension, inverseTemperature: w }).shrinkage,
        bessel(dimension / 2, w) / bessel(dimension / 2 - 1, w),
        1e-8,
        `d = ${dimension}, w = ${w}`,
      );
    }
  }
});

Deno.test("the variance is Bessel too: I(2w)·(w/2)^ν over I(w)²·Γ and 2^ν", () => {
  for (const dimension of [2, 4, 6]) {
    const order = dimension / 2 - 1;
    const factorial = [1, 1, 2][order];
    for (const w of [0.1, 1, 5, 20]) {
      // E e^{ws} = Γ(ν+1)(2/w)^ν I_ν(w).
      const mean = (x: number) => factorial * Math.pow(2 / x, order) * bessel(order, x);
      assertAlmostEquals(
        windowLimit({ dimension, inverseTemperature: w }).variance /
          (mean(2 * w) / mean(w) ** 2),
        1,
        1e-8,
        `d = ${dimension}, w = ${w}`,
      );
    }
  }
});

Deno.test("no tilt, no shrinking sum: at w = 0 nothing of a linear function is left", () => {
  const { shrinkage, variance } = windowLimit({ dimension: 5, inverseTemperature: 0 });
  assertAlmostEquals(shrinkage, 0, 1e-12);
  assertAlmostEquals(variance, 1, 1e-12);
});

Deno.test("a narrow window neither over- nor underflows: coth w − 1/w and w coth w at d = 3", () => {
  for (const w of [300, 1000, 3000]) {
    const { shrinkage, variance } = windowLimit({ dimension: 3, inverseTemperature: w });
    assertAlmostEquals(shrinkage, 1 - 1 / w, 1e-9);
    assertAlmostEquals(variance / w, 1, 1e-4);
  }
});

Deno.test("a law without a window is refused", () => {
  const limit = { dimension: 3, inverseTemperature: 1 };
  for (const dimension of [1, 2.5]) {
    assertThrows(() => windowLimit({ ...limit, dimension }), RangeError, "dimension d");
  }
  for (const inverseTemperature of [-1, NaN]) {
    assertThrows(() => windowLimit({ ...limit, inverseTemperature }), RangeError, "temperature w");
  }
  const setting = { contextLength: 5, lipschitz: 1, noise: 1 };
  const predicted = (change: object) => () => predictedWindow({ ...setting, ...change });
  assertThrows(predicted({ contextLength: 0 }), RangeError, "context length n");
  assertThrows(predicted({ lipschitz: 0 }), RangeError, "Lipschitz constant L");
});

Deno.test("the closed form at d = 3 minimises the loss it comes from", () => {
  const setting = { contextLength: 3200, lipschitz: 1.3, noise: 0.4 };
  const { inverseTemperature: w, loss } = predictedWindow(setting);
  const at = (x: number) => affineLoss({ ...setting, dimension: 3 }, x);
  assertAlmostEquals(loss / at(w), 1, 1e-3);
  for (const factor of [0.98, 1.02]) assert(at(w * factor) > at(w) * (1 - 1e-6));
  assertThrows(() => predictedWindow({ ...setting, noise: 0 }), RangeError, "label noise σ");
  for (const w of [0, -1, NaN]) assertThrows(() => at(w), RangeError, "inverse temperature w");
});
