/** Operators whose verdicts are known: who is honest passes, whatever their ways, and who is not falls. */

import { assertEquals, assertGreater } from "@std/assert";
import { seeded, testSeed } from "../../fixtures/random/random_for_tests.ts";
import { MAY_RUN, runScript } from "../test_project/project.ts";

Deno.test({
  name: "operators: the honest pass all claims of group D in numbers, and all mutants fall",
  ignore: !MAY_RUN,
  fn: seeded("operators", async () => {
    const script = "scripts/subject/operator_controls_for_tests.ts";
    const { code, stdout, stderr } = await runScript(script, String(testSeed()));
    assertEquals(code, 0, stderr);
    const { honest, tried, asked, passed, mutants, reached, claims } = JSON.parse(stdout);
    assertEquals(honest, { ours: {}, refusing: {}, rounds: {}, last: {}, chunks: {} });
    assertEquals(tried.toSorted(), [
      "D12",
      "D16",
      "D2",
      "D2",
      "D2.causal",
      "D2.causal",
      "D6.groups",
    ]);
    // No claim asks for an option that it does not need.
    assertEquals(asked, {});
    assertEquals(passed, []);
    assertGreater(mutants, 80);
    assertEquals(reached, claims);
  }),
});
