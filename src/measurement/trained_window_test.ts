import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { diagonal } from "../linalg.ts";
import { pretrainAttention } from "../training/pretrain_attention.ts";
import type { PretrainAttention } from "../training/pretrain_attention.ts";
import { bestWindow } from "./law_curves.ts";
import { excessLoss } from "./excess_loss.ts";
import { NO_WINDOW, trainTogether, trainToRest } from "./trained_window.ts";

const LAW = {
  functionClass: "affine",
  lipschitz: 2,
  noise: 1,
  contextLength: 17,
  dimension: 3,
} as const;

/** A pretraining that learns this diagonal. */
const learns = (entries: number[], stopped: "step limit" | "diverged" = "step limit") => (
  (() => ({ parameters: diagonal(entries), losses: [9, 9, 1, 3], stopped })) as PretrainAttention
);

randomTest("a converged run is near the best window, and its loss near the least", () => {
  const stream = (name: string) => testStream("rest", name);
  const trained = trainToRest(LAW, stream, (options, draws) => pretrainAttention(options, draws));
  const { inverseTemperature, loss } = bestWindow(trained.curves, LAW.noise);
  assertAlmostEquals(trained.inverseTemperature / inverseTemperature, 1, 0.25);
  assertAlmostEquals(trained.reportedLoss / loss, 1, 0.5);
  assert(Math.abs(excessLoss(LAW, trained, stream("fresh"))) < 0.2);
});

randomTest("w is tr(M)/d, and its size for even functions", () => {
  const stream = (name: string) => testStream("trace", name);
  assertEquals(trainToRest(LAW, stream, learns([1, 2, 6])).inverseTemperature, 3);
  const cosine = { ...LAW, functionClass: "cosine", noise: 0.5 } as const;
  assertEquals(trainToRest(cosine, stream, learns([-1, -2, -6])).inverseTemperature, 3);
});

randomTest("a run without a window has none, however it ended", () => {
  const stream = (name: string) => testStream("none", name);
  assertEquals(trainToRest(LAW, stream, learns([-1, -2, -6])).inverseTemperature, NO_WINDOW);
  assertEquals(
    trainToRest(LAW, stream, learns([1, 2, 6], "diverged")).inverseTemperature,
    NO_WINDOW,
  );
});

randomTest("what a run reports is the mean over its second half", () => {
  const stream = (name: string) => testStream("reported", name);
  assertEquals(trainToRest(LAW, stream, learns([1, 1, 1])).reportedLoss, 2);
});

randomTest("runs together take the steps and the batch of the most demanding", () => {
  const stream = (name: string) => testStream("together", name);
  const runs: number[][] = [];
  const pretrain: PretrainAttention = ({ law, steps, batch, learningRate }) => {
    runs.push([steps, batch, learningRate]);
    return learns([1, 1, 1])({ law, steps, batch, learningRate }, stream("none"));
  };
  trainTogether([LAW, { ...LAW, lipschitz: 12 }], stream, pretrain);
  assertEquals(runs[0].slice(0, 2), runs[1].slice(0, 2));
  assert(runs[0][2] !== runs[1][2]);
});
