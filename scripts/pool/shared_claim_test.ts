/** One claim alone is shared by all workers, and no question to a process waits for ever. */

import { assert, assertEquals } from "@std/assert";
import { seeded, testSeed } from "../../fixtures/random/random_for_tests.ts";
import { MAY_RUN, runScript } from "../test_project/project.ts";

const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);

Deno.test({
  name: "pool: two processes share the replicates of one claim, and it comes out as on one",
  ignore: !MAY_RUN,
  fn: seeded("a shared claim", async () => {
    const { code, stdout, stderr } = await runScript(
      "--allow-run=scripts/judged/child.sh",
      "scripts/pool/shared_claim_for_tests.ts",
      ...[testSeed(), 1, 2].map(String),
    );
    assertEquals(code, 0, stderr);
    const { runs: [one, two], late } = JSON.parse(stdout);
    // One more process computes parts of it again, and no block.
    assertEquals([one, two].map(({ counts }) => counts.length), [2, 3]);
    two.counts.pop();
    assert(Math.min(...two.counts) > 0, `a process had nothing to do: ${two.counts}`);
    for (const { outcome, counts } of [one, two]) assert(sum(counts) >= outcome.cases);
    assertEquals(two.outcome, one.outcome);
    assertEquals(late, { kind: "ended", reason: "it took more than 0.01 s" });
  }),
});
