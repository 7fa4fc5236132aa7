import { assertEquals, assertMatch } from "@std/assert";
import fc from "fast-check";
import type { StatisticalClaim } from "../claim/claim.ts";
import { statistical } from "../claim/claims_for_tests.ts";
import { referenceSubject } from "../claim/subject.ts";
import { computeBlock, replicateSeed } from "./replicate_block.ts";

/** Computes four replicates, of which the third may do something else. */
function blockOf(changes: Partial<StatisticalClaim>, stopped?: () => boolean) {
  const claim = statistical({
    generator: fc.record({ x: fc.integer({ min: 0, max: 9 }) }),
    bounds: { x: { from: 0, to: 9 } },
    ...changes,
  } as never) as StatisticalClaim;
  const effects = new Float64Array(4).fill(99);
  const options = { seed: 5, from: 10, count: 4, effects, ...(stopped && { stopped }) };
  return computeBlock(claim, referenceSubject, options);
}

Deno.test("a block has the effects of its own seeds, in their order", () => {
  const seeds: number[] = [];
  const { done, halt, effects } = blockOf({ replicate: (_, seed) => seeds.push(seed) });
  assertEquals([done, halt, [...effects]], [4, undefined, [1, 2, 3, 4]]);
  assertEquals(seeds, [10, 11, 12, 13].map((index) => replicateSeed(5, index)));
});

Deno.test("a block ends before the first replicate that crashes, and says so", () => {
  let count = 0;
  const block = blockOf({
    replicate() {
      if (++count === 3) throw new TypeError("no data");
      return 0.5;
    },
  });
  assertEquals([block.done, block.settings.length, count], [2, 3, 3]);
  assertEquals(block.halt, "replicate 12 crashed: TypeError: no data");
  assertEquals(block.crash, "TypeError: no data");
});

Deno.test("a block ends before a setting outside of the regime, which is never computed", () => {
  let count = 0;
  const block = blockOf({
    bounds: { x: { from: 10, to: 20 } },
    replicate: () => ++count,
  });
  assertEquals([block.done, count], [0, 0]);
  assertMatch(block.halt!, /^the generator left the regime: x must be in \[10, 20\], got \d$/);
});

Deno.test("a block that is stopped holds what was computed, and no reason", () => {
  let count = 0;
  const block = blockOf({ replicate: () => ++count }, () => count === 2);
  assertEquals([block.done, block.settings.length, block.halt], [2, 2, undefined]);
});

Deno.test("settings are drawn evenly, and not near the ends first", () => {
  const settings = Array.from({ length: 50 }, (_, k) => {
    const claim = statistical({
      generator: fc.integer({ min: 0, max: 1e6 }),
      replicate: () => 0,
    } as never) as StatisticalClaim;
    const effects = new Float64Array(1);
    const options = { seed: k, from: 0, count: 1, effects };
    return computeBlock(claim, referenceSubject, options).settings[0].spec as number;
  });
  assertEquals(settings.filter((x) => x < 100 || x > 1e6 - 100).length, 0);
});
