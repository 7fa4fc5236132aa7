/** Mistakes in how commands end, and in what they refuse to read. */

import { mistakesIn, testsIn } from "./harness_mutation.ts";

/** The tests of a file of scripts/commands whose names hold a text. */
const named = (name: string, filter: string) => (
  { ...testsIn("scripts/commands", name), filter }
);
const COMPARED = named("compare_command", "two seeds of one code");
const ACCEPTED = named("compare_command", "accept:");
const EDITED = named("edited_reports", "an edited report is refused");
const TOLD = named("attest", "a claim that is not as expected");
const KEPT = { ...testsIn("scripts/project", "corpus"), filter: "a kept case replays" };

/** In scripts/commands, scripts/terminal and scripts/attest.ts. */
export const IN_EXIT_CODES = [
  ...mistakesIn("scripts/commands/run_compare.ts", COMPARED, [
    ["return hasRegressed(comparison) ? 1 : 0;", "return 0;"],
    ["hasRegressed(comparison) ? 1 : 0", "hasRegressed(comparison) ? 0 : 1"],
    ["await requireOfClaims([", "void ([", EDITED],
  ]),
  ...mistakesIn("scripts/commands/run_accept.ts", ACCEPTED, [
    ["if (reason !== undefined) {", "if (false) {"],
    ["return 1;", "return 0;"],
    ["await requireOfClaims([{ report, path }]);", "", EDITED],
  ]),
  ...mistakesIn("scripts/commands/run_replay.ts", TOLD, [
    ["return ok ? 0 : 1;", "return 0;"],
    ["return ok ? 0 : 1;", "return ok ? 1 : 0;", KEPT],
    ['const ok = fails === (claim.expected === "refuted");', "const ok = true;"],
  ]),
  ...mistakesIn("scripts/commands/run_history.ts", EDITED, [
    ["await requireOfClaims([{ report, path }]);", ""],
  ]),
  ...mistakesIn("scripts/commands/run_report.ts", EDITED, [
    ["await requireOfClaims([{ report, path }]);", ""],
    ["await requireOfPlan(report, directory);", "", named("edited_reports", "held to the plan")],
  ]),
  ...mistakesIn("scripts/attest.ts", TOLD, [
    ["return code;", "return 0;"],
    [
      "return tellError(error, program.opts().debug === true);",
      "return 0;",
      named("attest_errors", "claim files that are none"),
    ],
    [
      "return error.exitCode === 0 ? 0 : UNUSABLE;",
      "return 0;",
      named("attest_errors", "what cannot be used"),
    ],
    ["const UNUSABLE = 2;", "const UNUSABLE = 1;", named("attest_errors", "what cannot be used")],
  ]),
  ...mistakesIn("scripts/terminal/uncaught.ts", named("uncaught", "what nothing catches"), [
    ["return UNUSABLE;", "return 0;", named("attest_errors", "claim files that are none")],
    ["Deno.exit(isUsers ? UNUSABLE : INTERNAL_ERROR);", "Deno.exit(0);"],
    ["code.then((value) => Deno.exit(value));", "code.then(() => Deno.exit(0));", TOLD],
  ]),
];
