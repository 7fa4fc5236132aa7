/** A check that says that all is well has measured nothing: only a margin with its parts is a measurement. */

import config from "../../deno.json" with { type: "json" };
import { runProgram } from "../test_project/run_program.ts";
import { BAD_FILE, badClaim } from "./good_project.ts";
import type { Guard, Probe, Step } from "./probe.ts";
import { attest } from "./steps.ts";

const NO_MARGINS = [
  "return true;",
  "return undefined;",
  "return;",
  "return 1;",
  "return {};",
  "return { margin: 1, got: 1, wanted: 1 };",
  'return { margin: "1", got: 1, wanted: 1, what: "x" };',
  'return Promise.resolve({ margin: 1, got: 1, wanted: 1, what: "x" });',
];

const IS_MARGIN: Guard = {
  file: "src/verify/verify_universal.ts",
  find: "return isMargin(margin)",
  replace: "return margin !== null",
};

/** Runs the claim's file under `deno test`, with the names that attest's configuration gives. */
const failsUnderDenoTest: Step = async ({ project, harness }) => {
  const imports = Object.entries(config.imports).map(([name, target]) => [
    name,
    target.startsWith("./") ? new URL(target, harness).href : target,
  ]);
  await project.write("deno.json", JSON.stringify({ imports: Object.fromEntries(imports) }));
  const test = ["test", "--no-prompt", "--no-check", "--no-lock", BAD_FILE];
  const { code, stdout } = await runProgram([Deno.execPath(), ...test], {
    cwd: project.directory,
  });
  if (code !== 1) throw new Error(`exit code ${code} instead of 1 of deno test\n${stdout}`);
};

/** All of them. */
export const MARGIN_PROBES: readonly Probe[] = NO_MARGINS.map((check, i) => ({
  name: `a check that ends in \`${check}\` has measured nothing`,
  part: 2,
  files: { [BAD_FILE]: badClaim({ check }) },
  steps: [
    attest(["verify", "--claim", "B1", "--profile", "quick", "--no-keep"], {
      code: 1,
      says: "check must return a margin with its parts",
    }),
    // A run of its own takes as long again: once is enough, as the rule is the same.
    ...(i === 0 ? [failsUnderDenoTest] : []),
  ],
  guards: [IS_MARGIN],
}));
