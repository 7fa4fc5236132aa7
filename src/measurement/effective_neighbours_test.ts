import { assertAlmostEquals, assertEquals } from "@std/assert";
import { effectiveNeighbours, squaredWeight } from "./effective_neighbours.ts";
import { TOLERANCE } from "../tolerance.ts";

Deno.test("the squared weight is the sum of the weights' squares", () => {
  assertEquals(squaredWeight([2, -3, 5]), 38);
  assertEquals(squaredWeight(Float64Array.of(0.5)), 0.25);
  assertEquals(squaredWeight([]), 0);
});

Deno.test("m equal weights among zeros count as m neighbours", () => {
  for (const m of [1, 2, 3, 5, 7]) {
    const weights = [...Array<number>(m).fill(1 / m), 0, 0, 0];
    assertAlmostEquals(effectiveNeighbours(weights), m, TOLERANCE.forward);
  }
});

Deno.test("unequal weights count for fewer neighbours than points", () => {
  assertAlmostEquals(effectiveNeighbours([0.75, 0.25]), 1.6, TOLERANCE.forward);
});
