/** The pool: whatever the number of workers and whichever is faster, the results are those of one process. */

import { assertEquals, assertMatch } from "@std/assert";
import { gainText } from "../test_project/claim_texts.ts";
import { seeded, testSeed, testStream } from "../../fixtures/random/random_for_tests.ts";
import { MAY_RUN, type Project, runScript, testProject } from "../test_project/project.ts";

const WORKERS = [1, 2, 3, 5];

Deno.test({
  name: "pool: training claims come out as in one process, whole or stopped, on any workers",
  ignore: !MAY_RUN,
  fn: seeded("any workers", async () => {
    const stopAfter = testStream("stop").integer(1, 10);
    const asked = [testSeed(), stopAfter, ...WORKERS].map(String);
    const { code, stdout, stderr } = await runScript(
      "--allow-run=scripts/judged/child.sh",
      "scripts/pool/pool_outcomes_for_tests.ts",
      ...asked,
    );
    assertEquals(code, 0, stderr);
    const { wanted, whole, stopped, ended } = JSON.parse(stdout);
    for (const outcomes of whole) assertEquals(outcomes, wanted, `seed ${asked[0]}`);
    for (const [{ reason, strata }] of stopped) {
      assertEquals(reason, `interrupted after ${stopAfter} replicates`);
      // Each stratum as far as it came, however many computed.
      let effects = 0;
      for (const [i, { streams = [[]] }] of strata.entries()) {
        assertEquals(streams[0], wanted[0].strata[i].streams[0].slice(0, streams[0].length));
        effects += streams[0].length;
      }
      assertEquals(effects, stopAfter);
    }
    assertEquals(ended, ["ended", "unread", "unread"]);
  }),
});

/** Claims that come to a bad end at some replicate, or not at all, as the seed has it. */
async function writeOddClaims(project: Project): Promise<void> {
  const odd = (chance: number) => `randomStream(seed, "odd").uniform() < ${chance}`;
  const dies = "Deno.exit(3)";
  const claims = {
    noisy: { id: "E1", spread: 0.9 },
    crashes: { id: "E2", spread: 0.9, first: `if (${odd(0.015)}) throw new Error("odd");` },
    infinite: { id: "E3", spread: 0.9, first: `if (${odd(0.015)}) return Infinity;` },
    leaves: { id: "E4", spread: 0.9, bounds: "{ x: { from: 0, to: 2 } }" },
    dies: { id: "E5", spread: 0.9, first: `if (${odd(0.015)}) ${dies};` },
    dies_at_once: { id: "E6", first: `${dies};` },
  };
  for (const [slug, { id, ...changes }] of Object.entries(claims)) {
    await project.write(`props/${slug}_test.ts`, gainText({ id, slug, ...changes }));
  }
}

/** What is the same whenever the same run is run. */
function withoutTimes(text: string): string {
  return text.replaceAll(/"(seconds|started|finished)": [^\n]*/g, '"$1"')
    .replaceAll(/"(execute:test|run_start)":[^,}]*/g, '"$1"');
}

async function endOnAnyWorkers(project: Project): Promise<void> {
  await writeOddClaims(project);
  const asked = ["verify", "--claim", "E1,E2,E3,E4,E5,E6,A1", "--cases", "--no-keep", "--json"];
  const seed = String(testSeed());
  let wanted: string[] | undefined;
  let first = "";
  for (const workers of WORKERS) {
    const { stdout, stderr } = await project.attest(
      ...asked,
      ...["--seed", seed, "--workers", String(workers), "--out", "out"],
    );
    const got = [stdout, await project.read("out/cases.jsonl")].map(withoutTimes);
    first ||= stdout;
    wanted ??= got;
    assertEquals(got, wanted, `seed ${seed}, ${workers} workers: ${stderr}`);
  }
  const { claims } = JSON.parse(first);
  const reasons = new Map<string, string>(
    claims.map((claim: { id: string; reason: string }) => [claim.id, claim.reason]),
  );
  assertMatch(reasons.get("E4")!, /^the generator left the regime: x must be in \[0, 2\]/);
  assertEquals(reasons.get("E6"), "crashed: its process ended with exit code 3");
}

testProject(
  "crashes, odd effects and deaths do not depend on the workers",
  seeded("odd ends", endOnAnyWorkers),
);
