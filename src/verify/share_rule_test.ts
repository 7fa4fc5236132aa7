import { assert, assertEquals } from "@std/assert";
import { failingShareEvidence } from "../decision/failing_share.ts";
import { isShareShown } from "./share_rule.ts";

Deno.test("share: it is shown once the evidence is 1e5, and a shard needs its part of that", () => {
  for (const share of [1, 0.5]) {
    for (let failing = 1; failing <= 100; failing++) {
      const evidence = failingShareEvidence({ failing, cases: 100 }, 0.1);
      assertEquals(
        isShareShown({ failing, cases: 100 }, { failsIn: 0.1, share }),
        evidence >= share * Math.log(1e5),
        `${failing} failing cases`,
      );
    }
  }
  assert(!isShareShown({ failing: 0, cases: 100 }, { failsIn: 0.1, share: 0 }));
});
