/** What a claim returns is what it says, or nothing is decided by it. */

import { assertEquals, assertMatch } from "@std/assert";
import fc from "fast-check";
import { REFERENCE, statistical, universal } from "../claim/claims_for_tests.ts";
import { exactMargin } from "../decision/margin.ts";
import { claimControl, runClaim } from "./verify.ts";

const OPTIONS = { seed: 3, profile: "quick" } as const;
const outcomeOf = (claim: ReturnType<typeof universal>) =>
  runClaim(claim, REFERENCE, claimControl(claim, OPTIONS));

Deno.test("a replicate returns a number: what would become one is refused", async () => {
  const odd: [unknown, string][] = [
    [true, "boolean"],
    ["0.5", "string"],
    [[0.5], "object"],
    [null, "null"],
    [undefined, "undefined"],
    [new Map(), "object"],
  ];
  for (const [effect, kind] of odd) {
    const { verdict, reason } = await outcomeOf(statistical({ replicate: () => effect } as never));
    assertEquals(verdict, "undecided");
    assertEquals(
      reason,
      `replicate 0 crashed: TypeError: replicate must return a number, got ${kind}`,
    );
  }
});

Deno.test("a part of the regime is reached or not: what would count as true is refused", async () => {
  for (const holds of [() => Promise.resolve(false), () => 1, () => "no", () => undefined]) {
    const cells = [{ name: "large", atLeast: 0.1, holds }];
    for (const claim of [universal({ cells } as never), statistical({ cells } as never)]) {
      const { verdict, reason } = await outcomeOf(claim);
      assertEquals(verdict, "undecided");
      assertMatch(reason!, /holds of cell large must return true or false, got \w+$/);
    }
  }
});

Deno.test("a check cannot change what the regime is judged by", async () => {
  const { verdict, reason } = await outcomeOf(universal({
    bounds: { x: { from: 0, to: 1000 } },
    generator: fc.record({ x: fc.integer({ min: 1, max: 10 }) }),
    check: (spec: { x: number }) => {
      spec.x = spec.x % 2 === 0 ? 0 : 1000;
      return exactMargin("x", 1, 1);
    },
  } as never));
  assertEquals(verdict, "undecided");
  assertMatch(reason!, /^case 1 crashed: TypeError: Cannot assign to read only property 'x'/);
});
