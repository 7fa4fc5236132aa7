/** The gate of the machine that merges: every step runs, and one that fails is neither hidden nor the last. */

import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT, SCRATCH } from "../base/paths.ts";
import { MAY_RUN } from "../test_project/project.ts";
import { runProgram } from "../test_project/run_program.ts";

/** Stands in for npx: notes what it was asked, fails where it is to, and leaves a report as tests do. */
const NPX = `#!/bin/sh
echo "$*" >>steps
case "$*" in *junit_total.ts*) echo "7 passed, 0 failed";; esac
case "$*" in *"task test --frozen"*) mkdir -p .attest && : >.attest/junit.xml;; esac
case "$*" in *"$FAILING"*) exit 3;; esac
`;
/** What would install something. */
const NOTHING = "#!/bin/sh\n";

/** Runs the gate where every step but those that hold a text comes out well. */
async function runGate(failing: string) {
  await Deno.mkdir(SCRATCH, { recursive: true });
  const at = await Deno.makeTempDir({ dir: fileURLToPath(SCRATCH), prefix: "ci-" });
  try {
    await Deno.mkdir(join(at, ".ci"));
    await Deno.mkdir(join(at, "bin"));
    await Deno.copyFile(new URL(".ci/run", ROOT), join(at, ".ci/run"));
    for (const [name, text] of [["npx", NPX], ["apt-get", NOTHING], ["sudo", NOTHING]]) {
      await Deno.writeTextFile(join(at, "bin", name), text, { mode: 0o755 });
    }
    const env = { PATH: `${join(at, "bin")}:/usr/bin:/bin`, FAILING: failing };
    const ran = await runProgram(["/bin/bash", ".ci/run"], { cwd: at, env });
    const steps = (await Deno.readTextFile(join(at, "steps"))).trim().split("\n");
    return { ...ran, steps: steps.map((step) => step.replace(/^\S+ deno@\S+ /, "")) };
  } finally {
    await Deno.remove(at, { recursive: true });
  }
}

function testRun(name: string, run: () => Promise<void>): void {
  Deno.test({ name: `.ci/run: ${name}`, ignore: !MAY_RUN, fn: run });
}

testRun("all steps run, and the last line is the total", async () => {
  const { code, stdout, steps } = await runGate("none of them");
  assertEquals(code, 0, stdout);
  for (
    const step of [
      "test --reporter=dot --junit-path=.attest/junit.plain.xml",
      ...["task test --frozen", "task test:commands --frozen"],
      ...["task test:rooms", "task test:probes", "task ok:static", "task test:browser"],
      "task attest compare fixtures/baselines/ci.json .attest/verify",
      "task verify --profile ci --out .attest/verify",
    ]
  ) assert(steps.includes(step), step);
  assertMatch(steps.at(-1)!, /junit_total\.ts \.attest\/junit\.xml$/);
  assertMatch(stdout, /\n7 passed, 0 failed\n$/);
});

testRun("a step that fails is named, the others run all the same, and the end is red", async () => {
  const whole = await runGate("none of them");
  for (const step of whole.steps.filter((step) => !step.includes("junit_total"))) {
    const { code, stdout, steps } = await runGate(step);
    assertEquals([code, steps], [1, whole.steps], step);
    assertStringIncludes(stdout, `== failed: deno ${step}\n`);
    assertMatch(stdout, /\n7 passed, 0 failed\n$/);
  }
});

testRun("reports that cannot be counted make it red", async () => {
  assertEquals((await runGate("junit_total.ts")).code, 1);
});
