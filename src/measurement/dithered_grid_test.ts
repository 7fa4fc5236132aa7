import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { ditheredGrid } from "./dithered_grid.ts";

const RANGE = { from: 2, to: 54, count: 4 };

randomTest("steps are equal, and the first point is anywhere in the first of them", () => {
  const stream = testStream("dithered");
  const firsts = Array.from({ length: 300 }, () => {
    const grid = ditheredGrid(RANGE, stream);
    for (let g = 1; g < 4; g++) assertAlmostEquals(grid[g] / grid[g - 1], 3, 1e-12);
    return grid[0];
  });
  assert(Math.min(...firsts) >= 2 && Math.min(...firsts) < 2.2);
  assert(Math.max(...firsts) < 6 && Math.max(...firsts) > 5.5);
});

randomTest("an empty range and a single point are refused", () => {
  const grid = (change: object) => () => ditheredGrid({ ...RANGE, ...change }, testStream("none"));
  assertThrows(grid({ from: 0 }), RangeError, "first end");
  assertThrows(grid({ to: 2 }), RangeError, "last end");
  assertThrows(grid({ count: 1 }), RangeError, "number of points");
});
