import { assertAlmostEquals, assertThrows } from "@std/assert";
import { hoeffding } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { flatSpherePoints } from "../tasks/covariates.ts";
import {
  flippedNearestError,
  flippedWindowError,
  normalTail,
  overtakingWindow,
} from "./flipped_labels.ts";

Deno.test("the normal tail is the density's integral, by the midpoint rule", () => {
  for (const x of [0, 0.3, 1, 2.5, 5]) {
    const [panels, step] = [40_000, 1 / 4000];
    let sum = 0;
    for (let k = 0; k < panels; k++) sum += Math.exp(-((x + (k + 0.5) * step) ** 2) / 2) * step;
    assertAlmostEquals(normalTail(x), sum / Math.sqrt(2 * Math.PI), 2e-7);
  }
});

Deno.test("1-NN is beyond the boundary with a chance in closed form at d = 3: C(2N, N)/4^N", () => {
  let wanted = 1;
  for (let n = 1; n <= 20; n++) {
    wanted *= (2 * n - 1) / (2 * n);
    const error = flippedNearestError({ contextLength: n, dimension: 3 });
    assertAlmostEquals(error, wanted, 1e-9, `N = ${n}`);
  }
});

randomTest("windows and 1-NN err on drawn points, labels and flips as they should", () => {
  const queries = 20_000;
  const settings = [
    { contextLength: 60, dimension: 4, flips: 0.15, xi1: 1 },
    { contextLength: 50, dimension: 3, flips: 0, xi1: 0.7 },
  ];
  for (const { xi1, ...setting } of settings) {
    const { contextLength: n, dimension: d, flips } = setting;
    const stream = testStream(n);
    let [window, nearest] = [0, 0];
    for (let b = 0; b < queries; b++) {
      const [x, q] = [flatSpherePoints(n, d, stream), flatSpherePoints(1, d, stream)];
      // The boundary's normal is the first axis.
      let [votes, best, choice] = [0, -2, 0];
      for (let i = 0; i < n; i++) {
        const t = q.reduce((sum, entry, j) => sum + entry * x[i * d + j], 0);
        const label = Math.sign(x[i * d]) * (stream.uniform() < flips ? -1 : 1);
        votes += label * Math.E ** (xi1 * t);
        if (t > best) [best, choice] = [t, label];
      }
      window += Math.sign(votes) === Math.sign(q[0]) ? 0 : 1 / queries;
      nearest += Math.sign(choice) === Math.sign(q[0]) ? 0 : 1 / queries;
    }
    // The central limit is off by 0.005 at most at such N.
    assertAlmostEquals(window, flippedWindowError(setting, xi1), hoeffding(queries) + 0.005);
    const wanted = flips + (1 - 2 * flips) * flippedNearestError(setting);
    assertAlmostEquals(nearest, wanted, hoeffding(queries));
  }
});

Deno.test("at the crossing both err alike, and more flips or more points make a wider window do", () => {
  const setting = { contextLength: 40, dimension: 4, flips: 0.1 };
  const xi1 = overtakingWindow(setting);
  const nearest = 0.1 + 0.8 * flippedNearestError(setting);
  assertAlmostEquals(flippedWindowError(setting, xi1), nearest, 1e-4);
  assertAlmostEquals(overtakingWindow(setting, nearest), xi1, 1e-9);
  for (const change of [{ flips: 0.2 }, { contextLength: 80 }]) {
    assertAlmostEquals(Math.max(overtakingWindow({ ...setting, ...change }), xi1), xi1);
  }
});

Deno.test("no points and two dimensions are refused", () => {
  const setting = { contextLength: 40, dimension: 2, flips: 0.1 };
  assertThrows(() => flippedWindowError(setting, 1), RangeError, "dimension d");
  const none = { contextLength: 0, dimension: 3 };
  assertThrows(() => flippedNearestError(none), RangeError, "context length N");
});
