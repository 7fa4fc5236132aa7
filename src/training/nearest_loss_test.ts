import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { assertClose } from "../tasks/assertions_for_tests.ts";
import { drawInnerProducts } from "../tasks/nearest_task.ts";
import { TOLERANCE } from "../tolerance.ts";
import { centralDifferences } from "./central_differences_for_tests.ts";
import { nearestLoss } from "./nearest_loss.ts";

const N = 5;
const SCALARS = [
  { xi1: 0, xi2: 0 },
  { xi1: 3, xi2: 2 },
  { xi1: -2, xi2: -1 },
  { xi1: 7, xi2: Infinity },
];

function innerProducts(prompts: number): Float64Array {
  const setting = { contextLength: N, dimension: 3, prompts };
  return drawInnerProducts(setting, testStream("nearest loss", prompts));
}

/** ½(ŷ − y_*)² averaged over all 2^n labels ±1, prompt by prompt. */
function enumerated(
  t: Float64Array,
  { xi1, xi2, n = N }: { xi1: number; xi2: number; n?: number },
): number {
  let sum = 0;
  for (let start = 0; start < t.length; start += n) {
    const own = Array.from(t.subarray(start, start + n));
    const kernels = own.map((ti) => Math.exp(xi1 * ti));
    const total = kernels.reduce((all, kernel) => all + kernel, Math.exp(xi1 - xi2));
    const nearest = own.indexOf(Math.max(...own));
    for (let bits = 0; bits < 2 ** n; bits++) {
      const labels = own.map((_, i) => (bits >> i) & 1 ? 1 : -1);
      const prediction = kernels.reduce((all, kernel, i) => all + (kernel / total) * labels[i], 0);
      sum += (prediction - labels[nearest]) ** 2 / 2;
    }
  }
  return sum / 2 ** n / (t.length / n);
}

randomTest("the loss is the mean over all labels, by enumeration", () => {
  const t = innerProducts(23);
  for (const scalars of SCALARS) {
    const { loss } = nearestLoss(t, { contextLength: N, ...scalars });
    assertAlmostEquals(loss, enumerated(t, scalars), TOLERANCE.forward);
  }
});

randomTest("the slopes are the derivatives of the enumerated loss", () => {
  const t = innerProducts(3);
  for (const { xi1, xi2 } of SCALARS.slice(0, 3)) {
    const { dXi1, dXi2 } = nearestLoss(t, { contextLength: N, xi1, xi2 });
    const wanted = centralDifferences(
      ([xi1, xi2]) => enumerated(t, { xi1, xi2 }),
      [xi1, xi2],
    );
    assertClose([dXi1, dXi2], wanted, { tolerance: TOLERANCE.centralDifference, what: "slope" });
  }
});

randomTest("under the hard mask ξ1 has its own slope and ξ2 has none", () => {
  const t = innerProducts(3);
  const { dXi1, dXi2 } = nearestLoss(t, { contextLength: N, xi1: 2, xi2: Infinity });
  const wanted = centralDifferences(([xi1]) => enumerated(t, { xi1, xi2: Infinity }), [2]);
  assertClose([dXi1], wanted, { tolerance: TOLERANCE.centralDifference });
  assertEquals(Math.abs(dXi2), 0);
});

randomTest("several prompts give the mean of each one's loss and slopes", () => {
  const t = innerProducts(23);
  for (const scalars of SCALARS) {
    const options = { contextLength: N, ...scalars };
    const each = Array.from(
      { length: 23 },
      (_, b) => nearestLoss(t.subarray(N * b, N * (b + 1)), options),
    );
    const { loss, dXi1, dXi2 } = nearestLoss(t, options);
    const mean = (key: keyof typeof each[0]) => each.reduce((sum, one) => sum + one[key] / 23, 0);
    assertClose([loss, dXi1, dXi2], [mean("loss"), mean("dXi1"), mean("dXi2")], {
      tolerance: TOLERANCE.forward,
    });
  }
});

randomTest("of one point, two or three the loss is the mean over all labels, too", () => {
  for (const n of [1, 2, 3]) {
    const t = innerProducts(5).subarray(0, 6 * n);
    for (const scalars of SCALARS) {
      const { loss } = nearestLoss(t, { contextLength: n, ...scalars });
      assertAlmostEquals(loss, enumerated(t, { ...scalars, n }), TOLERANCE.forward);
    }
  }
});

Deno.test("a tiny loss keeps its digits", () => {
  // 1 − q_* = r/(1 + r) with r = e^{−60·0.5}, and the only other weight is as large.
  const r = Math.exp(-30);
  const { loss } = nearestLoss([0.9, 0.4], { contextLength: 2, xi1: 60, xi2: Infinity });
  assertAlmostEquals(loss / (r / (1 + r)) ** 2, 1, TOLERANCE.identity);
});

Deno.test("of points tied for nearest, the first is", () => {
  const [tied, apart] = [[0.5, 0.5, 0.1], [0.5 + 1e-12, 0.5, 0.1]].map((t) =>
    nearestLoss(t, { contextLength: 3, xi1: 4, xi2: 1 })
  );
  assertAlmostEquals(tied.loss, apart.loss, TOLERANCE.identity);
  assertAlmostEquals(tied.dXi1, apart.dXi1, TOLERANCE.identity);
});

Deno.test("what is no batch of prompts, or no pair of scalars, is refused", () => {
  const refused: [number[], object, string][] = [
    [[], {}, "number of prompts must be a whole number of at least 1, got 0"],
    [[0.1, 0.2, 0.3], {}, "number of prompts must be a whole number of at least 1, got 1.5"],
    [[0.1], { contextLength: 0 }, "context length N must be a whole number of at least 1, got 0"],
    [[0.1, 0.2], { xi1: NaN }, "ξ1 must be a finite number, got NaN"],
    [[0.1, 0.2], { xi1: Infinity }, "ξ1 must be a finite number, got Infinity"],
    [[0.1, 0.2], { xi2: NaN }, "ξ2 must be a finite number, got NaN"],
    [[0.1, 0.2], { xi2: -Infinity }, "ξ2 must be a finite number, got -Infinity"],
  ];
  for (const [t, change, message] of refused) {
    const options = { contextLength: 2, xi1: 1, xi2: 1, ...change };
    assertThrows(() => nearestLoss(t, options), RangeError, message);
  }
});
