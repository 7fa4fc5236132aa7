import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { perClaimBudget, suiteError } from "./error_budget.ts";

Deno.test("the shares of all claims from all seed roots are the suite's budget again", () => {
  for (const [claims, seedRoots] of [[1, 1], [37, 1], [41, 7]]) {
    const share = perClaimBudget({ suite: 0.01, claims, seedRoots });
    assertAlmostEquals(suiteError(new Array(claims * seedRoots).fill(share)), 0.01, 1e-15);
  }
  assertEquals(perClaimBudget({ suite: 0.01, claims: 4 }), 0.0025);
});

Deno.test("the suite figure is at most 1, and 0 without decisions", () => {
  assertEquals(suiteError([0.7, 0.7]), 1);
  assertEquals(suiteError([]), 0);
  assertEquals([suiteError([0, 0.25]), suiteError([1])], [0.25, 1]);
  assertEquals(suiteError(new Set([0.25, 0.5])), 0.75);
});

Deno.test("a budget that is none is refused", () => {
  for (
    const wrong of [{ suite: 0 }, { suite: 1 }, { suite: NaN }, { claims: 0 }, { claims: 2.5 }, {
      seedRoots: 0,
    }, { seedRoots: Infinity }]
  ) {
    assertThrows(() => perClaimBudget({ suite: 0.01, claims: 5, ...wrong }), RangeError);
  }
  for (const rate of [NaN, -0.1, 1.1]) assertThrows(() => suiteError([0.1, rate]), RangeError);
});
