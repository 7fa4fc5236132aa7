/** What is held does not grow with the cases of a run: a deep one takes a night. */

import { assertEquals, assertLess } from "@std/assert";
import { assembleClaim, type JobRun } from "../../src/verify/assemble_claim.ts";
import type { ClaimFacts } from "../../src/claim/facts.ts";
import { heldOf } from "./verify_all.ts";
import { MAY_RUN, runScript } from "../test_project/project.ts";

/** A claim whose cases are quick. */
const CLAIM = { id: "A7", file: "attention_is_softmax_of_scores_test.ts" };
/** Cases at the first look; at the second there are four times as many. */
const CASES = 2000;
/** Bytes a case that may be held: a case that is kept has more, and what a heap happens to hold is less. */
const LARGEST = 64;

for (
  const [who, script, ...args] of [
    ["the judge", "scripts/pool/heap_for_tests.ts", "--allow-run=scripts/judged/child.sh"],
    ["the process of a claim", "scripts/judged/heap_for_tests.ts"],
  ]
) {
  Deno.test({
    name: `memory: ${who} holds after 8000 cases what it held after 2000`,
    ignore: !MAY_RUN,
    async fn() {
      const claim = who === "the judge" ? CLAIM.id : CLAIM.file;
      const ran = await runScript("--v8-flags=--expose-gc", ...args, script, claim, String(CASES));
      assertEquals(ran.code, 0, ran.stderr);
      const [first, second] = JSON.parse(ran.stdout);
      assertLess((second - first) / (3 * CASES), LARGEST, `${first} bytes, then ${second}`);
    },
  });
}

/** A result of a statistical claim in strata, as it comes. */
function result(mutant: string | null): JobRun {
  const streams = [Array.from({ length: 1500 }, (_, i) => i)];
  const part = {
    verdict: "refuted",
    cases: 1500,
    logEvidence: { for: 0, against: 20 },
    streams,
  } as const;
  const strata = [{ name: "one", ...part }];
  return { shard: 1, claim: "A1", mutant, seconds: 1, outcome: { ...part, strata } };
}

Deno.test("memory: of an opponent no effects are held, and its entry is the same", () => {
  const mutants = [{ name: "wrong", description: "" }];
  const claim = {
    id: "A1",
    expected: "verified",
    unit: "replicates",
    mutants,
  } as unknown as ClaimFacts;
  const runs = [result(null), result("wrong")];
  const held = runs.map((run) => heldOf(run, 1));
  assertEquals(held[0], runs[0]);
  assertEquals(held[1].outcome, { verdict: "refuted", cases: 1500 });
  const parts = { seed: 1, of: 1, partial: false };
  assertEquals(assembleClaim(claim, held, parts), assembleClaim(claim, runs, parts));
  // Shards are joined by their evidence.
  assertEquals(runs.map((run) => heldOf(run, 4)), runs);
});
