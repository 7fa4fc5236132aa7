import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { randomTest, testSeed } from "../../fixtures/random/random_for_tests.ts";
import { nearestLoss } from "../training/nearest_loss.ts";
import { waitingTime } from "./waiting_time.ts";

/** A prompt's weights without the exponentials of the code: the query token's is 1. */
function lossOf(t: readonly number[], [xi1, xi2]: readonly number[]): number {
  const k = t.map((own) => Math.E ** (xi1 * (own - 1) + xi2));
  const total = 1 + k.reduce((a, b) => a + b, 0);
  const squares = k.reduce((sum, own) => sum + (own / total) ** 2, 0);
  return 0.5 - Math.max(...k) / total + squares / 2;
}

/** One prompt for a population: its flow in steps of 0.02, slopes by differences. */
function flowed(t: readonly number[], dimension: number, start: [number, number]): number {
  let [place, time] = [start, 0];
  while (lossOf(t, place) > 0.25) {
    const [x, y] = place;
    const slope = (by: [number, number]) =>
      (lossOf(t, [x + by[0], y + by[1]]) - lossOf(t, [x - by[0], y - by[1]])) / 2e-4;
    const [a, b] = [-slope([1e-4, 0]) / dimension, -slope([0, 1e-4])];
    const step = 0.02 / Math.max(Math.abs(a), Math.abs(b));
    place = [x + step * a, y + step * b];
    time += step;
  }
  return time;
}

randomTest(
  "time is that of the flow, from ξ1 = 0 by training and from elsewhere by descent",
  () => {
    // On drawn prompts of one point the loss is ½(1 − q)² at any place of it.
    for (const xi1 of [0, 2]) {
      const shape = { contextLength: 1, dimension: 300, xi1, xi2: -7 };
      // In 300 dimensions the point is at right angles to the query.
      const expected = flowed([0], 300, [xi1, -7]);
      const time = waitingTime({ ...shape, expected }, [testSeed(), "wait", xi1]);
      assert(time !== undefined);
      // A look in 125, a deviation of 6 % in ξ1·t a step, and steps of up to 0.9 at the end.
      assertAlmostEquals(time / expected, 1, 0.06, `ξ1 = ${xi1}`);
    }
  },
);

randomTest("what is not there in one and a quarter times the time is undefined", () => {
  const wait = { contextLength: 2, dimension: 5, xi1: 0, xi2: -8, expected: 900 };
  assertEquals(waitingTime(wait, [testSeed()]), undefined);
  assertEquals(waitingTime({ ...wait, xi1: 1 }, [testSeed()]), undefined);
});

randomTest("a subject's own training and loss are descended", () => {
  const wait = { contextLength: 3, dimension: 4, xi1: 2, xi2: -6, expected: 1000 };
  const still: typeof nearestLoss = (t, options) => ({ ...nearestLoss(t, options), dXi2: 0 });
  assert(waitingTime(wait, [testSeed()]) !== undefined);
  assertEquals(waitingTime(wait, [testSeed()], { nearestLoss: still }), undefined);
  const none = () => ({ recorded: [], stopped: "step limit" as const, xi1: 0, xi2: -6 });
  assertEquals(
    waitingTime({ ...wait, xi1: 0 }, [testSeed()], { pretrainNearest: none }),
    undefined,
  );
});
