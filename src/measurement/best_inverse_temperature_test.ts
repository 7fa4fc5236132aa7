import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { assertSpyCalls, spy } from "@std/testing/mock";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { TOLERANCE } from "../tolerance.ts";
import { bestInverseTemperature, geometricGrid, windowOnGrid } from "./best_inverse_temperature.ts";

randomTest("the window on a grid minimises L²B + σ²V", () => {
  const stream = testStream("curves");
  for (let k = 0; k < 20; k++) {
    const draw = () => Float64Array.from({ length: 7 }, () => stream.uniform());
    const curves = {
      grid: Float64Array.of(2, 3, 5, 7, 11, 13, 17),
      bias: draw(),
      variance: draw(),
    };
    const [lipschitz, noise] = [stream.between(0.5, 2), stream.between(0.5, 2)];
    const losses = Array.from(
      curves.bias,
      (bias, g) => lipschitz ** 2 * bias + noise ** 2 * curves.variance[g],
    );
    const best = curves.grid[losses.indexOf(Math.min(...losses))];
    assertEquals(windowOnGrid(curves, { lipschitz, noise }), best);
  }
});

Deno.test("of windows with the same loss the smaller inverse temperature is taken", () => {
  const curves = {
    grid: Float64Array.of(2, 3, 5, 7),
    bias: Float64Array.of(4, 1, 1, 1),
    variance: Float64Array.of(1, 2, 2, 2),
  };
  assertEquals(windowOnGrid(curves, { lipschitz: 1, noise: 1 }), 3);
  assertEquals(windowOnGrid(curves, { lipschitz: 0, noise: 0 }), 2);
});

Deno.test("a geometric grid has both ends and one ratio", () => {
  const grid = geometricGrid(0.5, 32, 7);
  assertEquals(grid.length, 7);
  grid.forEach((w, i) => assertAlmostEquals(w, 0.5 * 2 ** i, TOLERANCE.forward));
  assertEquals([...geometricGrid(3, 99, 1)], [3]);
});

Deno.test("a smooth minimum is found to the digits that its flatness leaves", () => {
  for (const w of [0.01, 0.37, 2, 3, 5, 7, 11, 4321]) {
    const smooth = bestInverseTemperature((v) => v / w + w / v);
    assertAlmostEquals(smooth.inverseTemperature / w, 1, 1e-7);
    assertAlmostEquals(smooth.loss, 2, TOLERANCE.forward);
  }
});

Deno.test("a sharp minimum is found to the last digits", () => {
  for (const w of [0.01, 0.37, 2, 3, 5, 7, 11, 4321]) {
    const sharp = bestInverseTemperature((v) => 3 + Math.abs(Math.log(v / w)));
    assertAlmostEquals(sharp.inverseTemperature / w, 1, TOLERANCE.forward);
    assertAlmostEquals(sharp.loss, 3, TOLERANCE.forward);
  }
});

Deno.test("a loss that falls to either end is minimal there", () => {
  assertAlmostEquals(
    bestInverseTemperature((w) => w).inverseTemperature,
    Math.exp(-6),
    TOLERANCE.forward,
  );
  assertAlmostEquals(bestInverseTemperature((w) => -w).inverseTemperature, Math.exp(9), 1e-8);
});

Deno.test("of several minima the lowest is taken, wherever it is", () => {
  for (const [deep, flat] of [[0.1, 100], [100, 0.1]]) {
    const loss = (w: number) => Math.min(Math.log(w / deep) ** 2, Math.log(w / flat) ** 2 + 0.5);
    assertAlmostEquals(bestInverseTemperature(loss).inverseTemperature / deep, 1, 1e-6);
  }
});

Deno.test("the search stays inside its interval, and within five hundred looks", () => {
  const loss = spy((w: number) => {
    assert(w >= Math.exp(-6) * (1 - 1e-12) && w <= Math.exp(9) * (1 + 1e-12), `looked at ${w}`);
    return Math.abs(Math.log(w / 5));
  });
  bestInverseTemperature(loss);
  assertSpyCalls(loss, 400 + 2 + 60 + 1);
});

Deno.test("golden section starts between the neighbours of the best grid point", () => {
  const looks: number[] = [];
  bestInverseTemperature((w) => {
    looks.push(Math.log(w));
    return Math.abs(Math.log(w / 5));
  });
  const best = looks.slice(0, 400).reduce((a, b) =>
    Math.abs(a - Math.log(5)) <= Math.abs(b - Math.log(5)) ? a : b
  );
  // Two steps wide, cut at 1/φ from either end: 2/φ − 1 of a step on either side.
  const off = (15 / 399) * (Math.sqrt(5) - 2);
  assertAlmostEquals(looks[400] - best, -off, 1e-12);
  assertAlmostEquals(looks[401] - best, off, 1e-12);
});

Deno.test("a loss that is NaN anywhere on the grid is refused", () => {
  assertThrows(
    () => bestInverseTemperature((w) => w < 1 ? NaN : w),
    RangeError,
    "the loss must be a number at every w, got NaN",
  );
});
