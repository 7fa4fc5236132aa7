import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { studentSlack } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { spherePoints } from "../tasks/covariates.ts";
import { crossingVariance, meanCoordinate, secantRoot } from "./crossing_noise.ts";

randomTest("a coordinate's mean size is that of points drawn at random", () => {
  for (const d of [2, 3, 4, 7]) {
    const drawn = spherePoints(20_000, d, testStream(d)).getColumn(0).map(Math.abs);
    const mean = drawn.reduce((sum, x) => sum + x, 0) / drawn.length;
    assertAlmostEquals(meanCoordinate(d), mean, studentSlack(drawn));
  }
});

Deno.test("at one point: noise against the offset, by hand", () => {
  const sizes = { lipschitz: 3, contextLength: 1, dimension: 2 } as const;
  // The label of one point misses by 2L²/(3d) + σ², no prediction by L²/3 + L²/(3d).
  assertAlmostEquals(crossingVariance({ functionClass: "affine", ...sizes }), 3 - 3 / 2);
  // Of a ReLU pair it misses 2L²/(6d) of the odd part, and 2(L²/6)(1/d − μ²) of the even one.
  const mean = (2 / Math.PI) ** 2;
  const missed = 9 / (3 * 2) + (9 / 3) * (1 / 2 - mean);
  assertAlmostEquals(
    crossingVariance({ functionClass: "relu", ...sizes }),
    3 + 3 / 2 - missed,
  );
});

Deno.test("a secant stays within its bounds and stops where nothing changes", () => {
  assertAlmostEquals(secantRoot((x) => Math.log(x / 3), { from: 1, to: 9, steps: 12 }), 3);
  assertEquals(secantRoot((x) => x + 1, { from: 1, to: 2, steps: 4 }), 1);
  assertEquals(secantRoot(() => 1, { from: 1, to: 2, steps: 4 }), 2);
  let calls = 0;
  secantRoot((x) => x ** 2 - 2 + 0 * calls++, { from: 1, to: 2, steps: 3 });
  assert(calls === 5);
});

Deno.test("a line has two points at least", () => {
  assertThrows(() => meanCoordinate(1), RangeError, "dimension d");
});
