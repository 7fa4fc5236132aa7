import { assertAlmostEquals, assertEquals } from "@std/assert";
import { TOLERANCE } from "../tolerance.ts";
import {
  lateMean,
  plainDescent,
  type PlainDescentOptions,
  type PlainRun,
} from "./plain_descent.ts";

/** At 0 this predicts 1 with slope −½. */
const TOKENS = [{ value: 0, features: [1] }, { value: 2, features: [0] }];

/** A run that sees these losses, one a step, and all but stays where it is. */
function listed(losses: readonly number[], options: Partial<PlainDescentOptions> = {}): PlainRun {
  const targets = losses.map((loss) => 1 - Math.sqrt(2 * loss));
  return plainDescent({
    start: [0],
    rates: [1e-300],
    steps: losses.length,
    draw: () => [{ tokens: TOKENS, target: targets.shift()! }],
    ...options,
  });
}

const stops = ({ stopped, divergedAt }: PlainRun) => [stopped, divergedAt];

Deno.test("a step is the rate times the slope, and losses are those before it", () => {
  const { iterates, losses, ...end } = listed([2, 2], { rates: [0.5] });
  // The error is 2 and the slope −½, so that the parameter rises by ½; then it predicts 2/(1 + √e).
  const second = 2 / (1 + Math.sqrt(Math.E));
  assertEquals([iterates[0], iterates[1], losses[0]], [[0], [0.5], 2]);
  assertAlmostEquals(losses[1], (second + 1) ** 2 / 2, TOLERANCE.forward);
  assertEquals([iterates.length, end], [3, { stopped: "step limit" }]);
});

Deno.test("a step of more than a hundred is not taken, and ends the run", () => {
  const { iterates, losses, ...end } = listed([2, 2], { rates: [100.5] });
  assertEquals([iterates, losses, end], [[[0]], [], { stopped: "diverged", divergedAt: 0 }]);
  assertEquals(stops(listed([2], { rates: [99.5] })), ["step limit", undefined]);
});

Deno.test("a slope of zero is where a run has converged", () => {
  const { iterates, losses, stopped } = listed([2, 0, 2]);
  assertEquals([iterates.length, losses.length, stopped], [2, 2, "converged"]);
});

Deno.test("on a plateau a window of losses is hardly below the one before", () => {
  const plateau = { window: 2, improvement: 0.1 };
  // Means of two are 3, then 2.75 or 2.65, on either side of nine tenths of 3; in windows only, not between them.
  assertEquals(listed([4, 2, 2.5, 3, 1, 1], { plateau }).losses.length, 4);
  assertEquals(listed([4, 2, 2.3, 3, 1, 1], { plateau }).losses.length, 6);
  assertEquals(stops(listed([4, 2, 2.5, 3], { plateau })), ["converged", undefined]);
});

Deno.test("losses rise when the last tenth lies above the first by six standard errors", () => {
  const between = (count: number) => Array<number>(count).fill(50);
  assertEquals(stops(listed([1, 1.1])), ["diverged", 1]);
  assertEquals(stops(listed([1, 3, 1])), ["step limit", undefined]);
  assertEquals(stops(listed([1, 3, ...between(16), 2, 4])), ["step limit", undefined]);
  assertEquals(stops(listed([1, 1, 0.5, ...between(16), 2, 2])), ["diverged", 3]);
  // Each half is a window where there are less than two, and a plateau does not excuse a rise.
  assertEquals(stops(listed([1, 1.2], { steps: 20, plateau: { window: 1, improvement: 0 } })), [
    "diverged",
    1,
  ]);
});

Deno.test("the mean is over what comes after half of the steps allowed, or the last iterate", () => {
  const iterates = [[0, 7], [1, 6], [2, 5], [4, 1], [8, 0]];
  const run = { iterates, losses: [1, 1, 1, 1], stopped: "step limit" } as const;
  assertEquals(lateMean(run, 4), [6, 0.5]);
  assertEquals(lateMean(run, 5), [8, 0]);
  assertEquals(lateMean(run, 6), [8, 0]);
  assertEquals(lateMean(run, 10), [8, 0]);
  assertEquals(lateMean({ ...run, iterates: iterates.slice(0, 1) }, 1), [0, 7]);
});
