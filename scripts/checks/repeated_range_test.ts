import { assertEquals } from "@std/assert";
import { repeatedRange } from "./repeated_range.ts";

const RANGES =
  "n 200 to 3000 · L 0.1 to 10 · ξ1 −2000 to 2000 · d = 2 or 3 · s 1/3 to ∞ · mask hard or soft";

const REPEATED: readonly (readonly [prose: string, range: string])[] = [
  ["n from 200 to 3000", "n 200 to 3000"],
  ["any points, 200 ≤ n ≤ 3000", "n 200 to 3000"],
  ["L in [.1, 10]: L from .1 to 10", "L 0.1 to 10"],
  ["ξ1 to ±2000", "ξ1 −2000 to 2000"],
  ["ξ1 from -2e3 to 2e3", "ξ1 −2000 to 2000"],
  ["norms; d = 2 or 3", "d = 2 or 3"],
  ["1/3 ≤ s < ∞", "s 1/3 to ∞"],
];
for (const [prose, range] of REPEATED) {
  Deno.test(`repeated ranges: ${prose}`, () => {
    assertEquals(repeatedRange(`${RANGES}; ${prose}`), range);
  });
}

const OTHERS = [
  "n ≥ d, any points",
  "σ² ≥ 4L²/(9w*)",
  // Its ends are those of another field, or only one is its own.
  "N from 200 to 3000",
  "n' from 200 to 3000",
  "n from 200 to 300",
  "ξ1 from 200 to 2000",
  "d = 3",
  "at n = 200, L = 3000",
  "under the hard or the soft mask",
];
for (const prose of OTHERS) {
  Deno.test(`no repeated range: ${prose}`, () => {
    assertEquals(repeatedRange(`${RANGES}; ${prose}`), undefined);
    assertEquals(repeatedRange(prose), undefined);
  });
}

Deno.test("no repeated range: a number in the symbol is none of its range", () => {
  assertEquals(repeatedRange("ξ1 1 to 5; ξ1 ≤ 5"), undefined);
  assertEquals(repeatedRange("ξ1 1 to 5; 1 ≤ ξ1 ≤ 5"), "ξ1 1 to 5");
});

Deno.test("no repeated range: there is no prose", () => {
  assertEquals(repeatedRange(RANGES), undefined);
  assertEquals(repeatedRange(""), undefined);
});
