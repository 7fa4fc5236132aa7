import { assertEquals } from "@std/assert";
import { CAUSES } from "./cause.ts";
import {
  broke,
  crashed,
  inStratum,
  obstacleOf,
  shardsMissing,
  shareNotShown,
  strataOpen,
} from "./obstacle.ts";

Deno.test("obstacles: causes are different words", () => {
  assertEquals(new Set(CAUSES).size, CAUSES.length);
});

Deno.test("obstacles: a share that is not shown says how many fail, and how many should", () => {
  assertEquals(shareNotShown({ failing: 3, cases: 1000 }, 0.05), {
    cause: "budget spent",
    reason: "3 of 1000 cases fail, which does not show that 5 % of them do",
  });
});

Deno.test("obstacles: missing shards are listed", () => {
  const reasons = [[2], [2, 4], [1, 2, 4]].map((missing) => shardsMissing(missing, 4).reason);
  assertEquals(reasons, [
    "shard 2 of 4 is missing",
    "shards 2 and 4 of 4 are missing",
    "shards 1, 2 and 4 of 4 are missing",
  ]);
});

Deno.test("obstacles: of many open strata a few are named", () => {
  const open = Array.from({ length: 6 }, (_, i) => ({ name: `x = ${i}`, replicates: 10 * i }));
  assertEquals(strataOpen(open.slice(1, 2)).reason, "undecided in x = 1 (10 replicates)");
  assertEquals(
    strataOpen(open).reason,
    "undecided in x = 0 (0 replicates); x = 1 (10 replicates); x = 2 (20 replicates); " +
      "x = 3 (30 replicates) and 2 more",
  );
});

Deno.test("obstacles: what breaks a stratum breaks the claim, and for the same cause", () => {
  const obstacle = crashed("Error: no", "replicate 3");
  assertEquals(obstacle, broke("replicate 3 crashed: Error: no"));
  assertEquals(inStratum(obstacleOf(obstacle), "x = 1"), {
    cause: "crashed",
    reason: "replicate 3 crashed: Error: no (in x = 1)",
  });
});
