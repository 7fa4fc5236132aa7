/** What the bench and the checks ask of a claim, and no run does. */

import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { MAY_RUN, runScript } from "../test_project/project.ts";

Deno.test({
  name: "pool: the process of a claim tells its settings, and what its parts take",
  ignore: !MAY_RUN,
  async fn() {
    const { code, stdout, stderr } = await runScript(
      "--allow-run=scripts/judged/child.sh",
      "scripts/pool/timed_claim_for_tests.ts",
    );
    assertEquals(code, 0, stderr);
    const { settings, replicate, part, rate, cases, wrong } = JSON.parse(stdout);
    assertEquals(settings.settings.length, 2);
    assertNotEquals(settings.settings[0].spec, settings.settings[1].spec);
    for (const { kind, wall, cpu } of [replicate, part, rate, cases]) {
      assertEquals(kind, "timed");
      assert(wall > 0 && cpu >= 0);
    }
    assertEquals(rate.count, 1);
    assertEquals(cases.count % 10, 0);
    assertEquals([wrong.kind, wrong.reason], [
      "refused",
      "crashed: Error: A7 was asked for replicates, but has cases",
    ]);
  },
});
