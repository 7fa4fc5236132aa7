import { assertAlmostEquals, assertEquals } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { assertClose } from "../tasks/assertions_for_tests.ts";
import { TOLERANCE } from "../tolerance.ts";
import { centralDifferences } from "../training/central_differences_for_tests.ts";
import { plainLoss, type PlainPrompt } from "./plain_loss.ts";

/** Three tokens with two parameters, scores log 1, log 2 and log 3 at (log 2, log 3). */
const PROMPT: PlainPrompt = {
  tokens: [
    { value: 6, features: [0, 0] },
    { value: 12, features: [1, 0] },
    { value: -18, features: [0, 1] },
  ],
  target: -1,
};

Deno.test("weights are one, two and three sixths: half the squared error, and its slopes", () => {
  const { loss, gradient } = plainLoss([PROMPT], [Math.log(2), Math.log(3)]);
  // Predicted is 1 + 4 − 9 = −4; a token pulls by its weight times its value's distance from that.
  assertAlmostEquals(loss, 4.5, TOLERANCE.forward);
  assertClose(gradient, [-3 * (16 / 3), -3 * (-14 / 2)], {
    tolerance: TOLERANCE.forward,
    what: "gradient",
  });
});

Deno.test("a batch is the mean of its prompts", () => {
  const at = [0.3, -0.7];
  const other = { ...PROMPT, target: 5 };
  const [both, one, two] = [[PROMPT, other], [PROMPT], [other]].map((some) => plainLoss(some, at));
  assertAlmostEquals(both.loss, (one.loss + two.loss) / 2, TOLERANCE.forward);
  assertClose(both.gradient, one.gradient.map((slope, k) => (slope + two.gradient[k]) / 2), {
    tolerance: TOLERANCE.forward,
    what: "gradient",
  });
});

Deno.test("large scores do not overflow, and one token alone has nothing to learn", () => {
  assertEquals(plainLoss([PROMPT], [3000, 0]), { loss: 13 ** 2 / 2, gradient: [0, 0] });
  const alone = { tokens: PROMPT.tokens.slice(1, 2), target: 11 };
  assertEquals(plainLoss([alone], [0.7, 0.1]), { loss: 0.5, gradient: [0, 0] });
});

randomTest("the slopes are those of the loss", () => {
  const stream = testStream("plain slopes");
  const drawn = (length: number) => Array.from({ length }, () => stream.normal());
  const prompts = Array.from({ length: 3 }, () => ({
    tokens: Array.from({ length: 5 }, () => ({ value: stream.normal(), features: drawn(7) })),
    target: stream.normal(),
  }));
  const at = drawn(7);
  const lossAt = (parameters: Float64Array) => plainLoss(prompts, [...parameters]).loss;
  assertClose(plainLoss(prompts, at).gradient, centralDifferences(lossAt, Float64Array.from(at)), {
    tolerance: TOLERANCE.centralDifference,
    what: "gradient",
  });
});
