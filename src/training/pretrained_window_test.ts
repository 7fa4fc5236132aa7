import { assertAlmostEquals, assertEquals } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { diagonal, scaledIdentity, trace } from "../linalg.ts";
import { pretrainAttention, type PretrainAttentionOptions } from "./pretrain_attention.ts";
import { type PretrainAttention, pretrainedWindowGap } from "./pretrained_window.ts";

const WIDE = {
  functionClass: "relu",
  lipschitz: 2,
  noise: 1,
  contextLength: 11,
  dimension: 3,
} as const;
const NARROW = { ...WIDE, lipschitz: 5 };
const OPTIONS = { narrow: NARROW, wide: WIDE, steps: 7, batch: 5 };
const stream = () => testStream("windows");

/** A pretraining that learns these diagonals: of the narrow law, of the wide one. */
function learns(
  narrow: readonly number[],
  wide: readonly number[],
  stopped: "step limit" | "diverged" = "step limit",
): PretrainAttention {
  return ({ law }) => ({
    parameters: diagonal(law === NARROW ? narrow : wide),
    losses: [],
    stopped: law === NARROW ? stopped : "step limit",
  });
}

randomTest("the gap is that of tr(M)/d, relative to both", () => {
  assertAlmostEquals(pretrainedWindowGap(OPTIONS, stream, learns([4, 5, 9], [1, 2, 3])), 0.5);
  assertAlmostEquals(pretrainedWindowGap(OPTIONS, stream, learns([1, 2, 3], [4, 5, 9])), -0.5);
  assertEquals(pretrainedWindowGap(OPTIONS, stream, learns([2, 2, 2], [1, 2, 3])), 0);
});

randomTest("each trace is divided by the dimension of its own law", () => {
  const laws = { ...OPTIONS, narrow: { ...NARROW, dimension: 2 } };
  const learned: PretrainAttention = ({ law }) => ({
    parameters: scaledIdentity(law.dimension, 3),
    losses: [],
    stopped: "step limit",
  });
  assertEquals(pretrainedWindowGap(laws, stream, learned), 0);
});

randomTest("below zero and diverged there is no window; with none at all the gap is 0", () => {
  assertEquals(pretrainedWindowGap(OPTIONS, stream, learns([-1, 0, 0], [1, 2, 3])), -1);
  assertEquals(pretrainedWindowGap(OPTIONS, stream, learns([1, 2, 3], [-1, 0, 0])), 1);
  assertEquals(pretrainedWindowGap(OPTIONS, stream, learns([9, 9, 9], [1, 2, 3], "diverged")), -1);
  assertEquals(pretrainedWindowGap(OPTIONS, stream, learns([-1, 0, 0], [-1, -2, 0])), 0);
});

randomTest("both laws train for the length asked, at 40/L², on the same draws", () => {
  const seen: PretrainAttentionOptions[] = [];
  const draws: number[] = [];
  pretrainedWindowGap(OPTIONS, stream, (options, own) => {
    seen.push(options);
    draws.push(own.uniform());
    return { parameters: scaledIdentity(3), losses: [], stopped: "step limit" };
  });
  assertEquals(seen, [
    { law: NARROW, learningRate: 40 / 25, steps: 7, batch: 5 },
    { law: WIDE, learningRate: 10, steps: 7, batch: 5 },
  ]);
  assertEquals(draws[0], draws[1]);
});

randomTest("without a subject it is the reference pretraining that is compared", () => {
  const batch = 200;
  // Seven steps on noise may end above where they began, which is no window.
  const window = (law: PretrainAttentionOptions["law"]) => {
    const learningRate = 40 / law.lipschitz ** 2;
    const run = pretrainAttention({ law, learningRate, steps: 7, batch }, stream());
    return run.stopped === "diverged" ? 0 : Math.max(0, trace(run.parameters));
  };
  const [narrow, wide] = [window(NARROW), window(WIDE)];
  const gap = pretrainedWindowGap({ ...OPTIONS, batch }, stream);
  assertAlmostEquals(gap, narrow + wide > 0 ? (narrow - wide) / (narrow + wide) : 0, 1e-12);
});
