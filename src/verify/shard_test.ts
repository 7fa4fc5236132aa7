import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest } from "../../fixtures/random/random_for_tests.ts";
import { shardRange, stoppingShare } from "./shard.ts";

randomTest(
  "blocks follow one another and fill the whole, each as long as the next but one case",
  () => {
    assertProperty(
      fc.property(fc.nat({ max: 5000 }), fc.integer({ min: 1, max: 40 }), (limit, of) => {
        const blocks = Array.from(
          { length: of },
          (_, i) => shardRange(limit, { index: i + 1, of }),
        );
        assertEquals([blocks[0].from, blocks[of - 1].to], [0, limit]);
        blocks.slice(1).forEach(({ from }, i) => assertEquals(from, blocks[i].to));
        const lengths = blocks.map(({ from, to }) => to - from);
        assert(Math.max(...lengths) - Math.min(...lengths) <= 1);
      }),
    );
  },
);

Deno.test("what is no part of a whole is refused", () => {
  for (const [index, of] of [[0, 4], [5, 4], [1.5, 4], [1, 0], [1, NaN], [NaN, 2]]) {
    assertThrows(
      () => shardRange(10, { index, of }),
      RangeError,
      `a shard must be I of N with 1 ≤ I ≤ N, got ${index} of ${of}`,
    );
  }
});

Deno.test("shards that all do their share have more than a decision takes together", () => {
  assertEquals(stoppingShare({ index: 1, of: 1 }), 1);
  for (const parts of [2, 3, 4, 16]) {
    const share = stoppingShare({ index: 1, of: parts });
    assert(share <= 1 && share * parts >= 1.5, `${parts} shards`);
  }
});
