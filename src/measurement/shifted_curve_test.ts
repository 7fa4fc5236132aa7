import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { randomTest, testSeed, testStream } from "../../fixtures/random/random_for_tests.ts";
import { gapLaw, predictedXi1 } from "./gap_law.ts";
import {
  measuredError,
  scaleInTime,
  type Shift,
  shiftedError,
  shiftedTiesOf,
  trainedForShift,
} from "./shifted_curve.ts";
import { oppositeTies } from "./shifted_ties.ts";

const SHAPE = { contextLength: 4, dimension: 5, testLength: 3, time: 3e4 };

Deno.test("logits are those of one softmax, written out", () => {
  const [xi1, ratio] = [12, 1.4];
  const clusters = 3 * Math.E ** (0.7 * xi1) / (5 * Math.E ** (0.6 * xi1));
  const state = { xi1, xi2: Infinity, ratio: 0 };
  const far = 3 * Math.E ** (0.2 * xi1) / Math.E ** (xi1 - ratio * xi1);
  const stream = randomless();
  for (const [shift, odds] of [["clusters", clusters], ["far", far]] as const) {
    const setting = { ...SHAPE, shift };
    const own = shift === "far" ? { xi1, xi2: ratio * xi1, ratio } : state;
    assertAlmostEquals(shiftedError(setting, own), Math.log(odds), 1e-9);
    assertAlmostEquals(measuredError(setting, { ...own, stream }), Math.log(odds), 1e-9);
  }
});

/** A stream for what draws nothing. */
function randomless() {
  return new Proxy({} as ReturnType<typeof testStream>, {
    get: () => assert(false, "nothing is drawn"),
  });
}

Deno.test("what two that tie cost and gain is an integral of their weights, by the midpoint rule", () => {
  const [xi1, panels, end] = [50, 20_000, 40];
  const mean = (value: (share: number) => number) => {
    let sum = 0;
    for (let k = 0; k < panels; k++) sum += value(1 / (1 + Math.exp(((k + 0.5) * end) / panels)));
    return (sum * end) / panels;
  };
  for (const shift of ["other N", "half-space", "cap", "truth"] as const) {
    const setting = { ...SHAPE, shift };
    const density = oppositeTies(shiftedTiesOf(setting)) / xi1;
    // The nearest has 1 − s: against its label ŷ is 2s off; against either's, half the time each, 4s(1 − s) less.
    const cost = mean((s) =>
      shift === "truth" ? 2 - (4 * s ** 2 + 4 * (1 - s) ** 2) / 2 : (2 * s) ** 2
    );
    assertAlmostEquals(shiftedError(setting, { xi1, ratio: 0 }), density * cost, 1e-6, shift);
  }
});

randomTest("at a large ξ1 the measured error is the law's", () => {
  for (const shift of ["other N", "half-space", "cap", "truth"] satisfies Shift[]) {
    const setting = { ...SHAPE, shift };
    const state = { xi1: 2000, xi2: Infinity, ratio: 0 };
    let sum = 0;
    for (let repeat = 0; repeat < 40; repeat++) {
      sum += measuredError(setting, { ...state, stream: testStream(shift, repeat) }) / 40;
    }
    // A sample has a deviation of 6 %: 6.5 deviations of the mean of forty.
    assertAlmostEquals(sum / shiftedError(setting, state), 1, 0.07, shift);
  }
});

Deno.test("ξ1 in time is A11's, under the hard mask and under a soft one", () => {
  const setting = { ...SHAPE, shift: "far" as const };
  const hard = predictedXi1(SHAPE, 5 * SHAPE.time);
  assertAlmostEquals(scaleInTime(setting), hard, 1e-9);
  const { lossConstant } = gapLaw(SHAPE);
  const xi1 = scaleInTime(setting, 2);
  assertAlmostEquals((xi1 ** 3 * (5 + 4)) / (3 * lossConstant * 5 * SHAPE.time), 1, 1e-12);
});

randomTest("a training ends near that ξ1, with a mask where one is needed", () => {
  for (const shift of ["half-space", "far"] as const) {
    const setting = { ...SHAPE, shift };
    const state = trainedForShift(setting, [testSeed()]);
    assert(state !== undefined);
    // A training has a deviation of 2 %.
    assertAlmostEquals(state.xi1 / scaleInTime(setting, state.ratio), 1, 0.15, shift);
    assertEquals(state.ratio > 0, shift === "far");
  }
  const none = () => ({ recorded: [], stopped: "diverged" as const, xi1: 1, xi2: 1 });
  assertEquals(trainedForShift({ ...SHAPE, shift: "cap" }, [testSeed()], none), undefined);
});
