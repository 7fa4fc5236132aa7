/** Models whose verdicts are known: what refutes each, and how many claims there are for one at all. */

import { assert, assertEquals, assertGreaterOrEqual } from "@std/assert";
import { seeded, testSeed } from "../../fixtures/random/random_for_tests.ts";
import { MAY_RUN, runScript } from "../test_project/project.ts";

/** Claims that each has to fall by, among at least five. */
const BY: Readonly<Record<string, readonly string[]>> = {
  linear: ["B3", "C5", "M2"],
  nearest: ["A7", "C9", "M2"],
  naive: ["A7", "B3", "C5"],
};

Deno.test({
  name: "controls: a softmax passes every claim, and what is none falls by at least five",
  ignore: !MAY_RUN,
  fn: seeded("controls", async () => {
    const script = "scripts/subject/controls_for_tests.ts";
    const { code, stdout, stderr } = await runScript(script, String(testSeed()));
    assertEquals(code, 0, stderr);
    const { refuted, broken, reached } = JSON.parse(stdout);
    assertEquals(broken, {});
    assertEquals(refuted.softmax, []);
    for (const [name, by] of Object.entries(BY)) {
      assertGreaterOrEqual(refuted[name].length, 5, `${name}: ${refuted[name].join(" ")}`);
      for (const id of by) assert(refuted[name].includes(id), `${name} passes ${id}`);
    }
    assertGreaterOrEqual(reached.weigh, 50);
    assertEquals([reached.attend, reached.predict], [reached.weigh, reached.weigh]);
    assertGreaterOrEqual(reached.gradient, 100);
    assertGreaterOrEqual(reached.both, 109);
  }),
});
