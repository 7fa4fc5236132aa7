/** Mistakes in how a run is begun, ended, and joined. */

import { mistakesIn, testsIn } from "./harness_mutation.ts";

/** The tests of a file of scripts/commands whose names hold a text. */
const named = (name: string, filter: string) => (
  { ...testsIn("scripts/commands", name), filter }
);
const MERGE = named("shards", "merge:");
const REFUSED = named("shards", "what cannot be joined");
const ALONE = named("shards", "a shard that is there alone");
const LOST = named("shards", "a shard that is lost");
const EDITED = named("edited_reports", "an edited report is refused");
const RESUMED = named("resume", "sources that changed");
const STOPPED = named("resume", "a run stopped by hand");
const TOLD = named("attest", "a claim that is not as expected");
const KEPT = { ...testsIn("scripts/project", "corpus"), filter: "a kept case replays" };

/** In scripts/commands. */
export const IN_COMMANDS = [
  ...mistakesIn("scripts/commands/join_parts.ts", MERGE, [
    ["requireSameRun(part, { plan: first, directory });", ""],
    ["if (known !== undefined && known.text !== text) {", "if (false) {"],
    ["if (known !== undefined) repeated.add(run.shard);", ""],
    ["if (other !== undefined) {", "if (false) {"],
    [
      "if (JSON.stringify(a[key]) === JSON.stringify(b[key])) continue;",
      'if (key !== "seed") continue;',
    ],
    // Builds are not compared.
    [
      "{ shards, started: _started, kept: _kept, project: _project, ...plan }: RunPlan,",
      "{ shards, started: _started, kept: _kept, build: _build, project: _project, ...plan }: RunPlan,",
    ],
    ["known === undefined || run.seconds < known.run.seconds", "true"],
    ["plan.shards.run.includes(1)", "true"],
  ]),
  ...mistakesIn(
    "scripts/commands/report_of_claims.ts",
    testsIn("scripts/commands", "report_of_claims"),
    [
      ['? "is no claim of these sources"', "? undefined"],
      ["if (wrong !== undefined) return `${entry.id} ${wrong}`;", ""],
      ["return missing === undefined || run.selected.length > 0", "return true"],
      ['["slug", "unit", "expected", "kind",', '["slug", "unit", "kind",'],
      ['["slug", "unit", "expected", "kind",', '["slug", "expected", "kind",'],
      ['"statement", "source", "regime"]', '"source", "regime"]'],
      ['["formula", "plain"]', '["plain"]'],
      ['["formula", "plain"]', '["formula"]'],
      ["if (wrong !== undefined) return wrong;", ""],
      ["return text(parts) === text(cells)\n    ? undefined", "return true\n    ? undefined"],
      ["strataMisfit(entry, claim) ??\n", "undefined ??\n"],
      ['if (strata === null && verdict === "undecided") return', "if (strata === null) return"],
      ["return other && `has ${other.name} as", "return undefined && `has ${other!.name} as"],
      ["const own = opponentsOf(claim);", "const own: Opponent[] = [...claim.mutants];"],
      ["limit * (strata?.length ?? 1)", "limit"],
      ["limit * (strata?.length ?? 1)", "limit * 12"],
      ["  if (wide) {", "  if (false) {"],
      ["if (rule !== undefined) return rule;", ""],
      ["if (names !== known) return", "if (false) return"],
      ["if (over !== undefined) return", "if (false) return"],
      ["return short && `is verified", "return undefined && `is verified"],
      ["budgetMisfit(entry.mutants, claim, profile)", "undefined"],
      [
        "budgetMisfit(entry.mutants, claim, profile)",
        "budgetMisfit(entry.mutants, claim, run.profile)",
      ],
      ["if (failsIn !== (claim.failsIn ?? null)) {", "if (false) {"],
      ['["bound", "smallestEffect", "within"] as const', '["bound", "smallestEffect"] as const'],
      ['["bound", "smallestEffect", "within"] as const', '["within"] as const'],
      [
        "if (wrong !== undefined) throw new UsageError(`cannot read",
        "if (false) throw new UsageError(`cannot read",
        EDITED,
      ],
    ],
  ),
  ...mistakesIn("scripts/commands/run_merge.ts", REFUSED, [
    ["if (plan.code !== code) {", "if (false) {", named("merge_build", "build")],
    ["if (plan.build !== build) {", "if (false) {", named("merge_build", "build")],
    ["requirePlanned(part.runs, {", "void ({", named("merge_build", "was changed")],
    [
      "await requireOther(out, directories);",
      "",
      named("shards", "what is joined is not written over"),
    ],
    [
      "if (contents === undefined) {",
      "if (contents === undefined) return { directory, plan, runs: [] };\n  if (false) {",
      named("changed_journal", "a part without a journal"),
    ],
    ["joined: true,", "joined: false,", ALONE],
    ["return exitCode;", "return 0;", LOST],
    ["owner.finish();", "", named("merge_build", "of another build")],
    [
      "Journal.create(out, plan, runs)[Symbol.dispose]();",
      "",
      named("merge_build", "of another build"),
    ],
  ]),
  ...mistakesIn("scripts/commands/begin_run.ts", RESUMED, [
    ["if (plan.code !== code) {", "if (false) {"],
    ["if (plan.build !== build) {", "if (false) {"],
    [
      "requirePlanned(contents?.runs ?? [], { plan, claims, path });",
      "",
      named("changed_journal", "not gone on with"),
    ],
    ["? await corpusFiles() : []", "? [] : []", { ...KEPT, filter: "a failing case is kept" }],
    [
      "const owner = DirectoryOwner.claim(out);\n  try",
      "const owner = { abandon() {}, finish() {}, [Symbol.dispose]() {} } as unknown as DirectoryOwner;\n  try",
      named("ownership", "a live run's directory"),
    ],
  ]),
  ...mistakesIn("scripts/commands/finish_run.ts", TOLD, [
    ["return exitCode(report, { joined });", "return 0;"],
    ["await writeResults(ended.out, files);", ""],
    ['if (expected === "refuted" || !text) continue;', "continue;", {
      ...KEPT,
      filter: "a failing case is kept",
    }],
  ]),
  ...mistakesIn("scripts/commands/run_verify.ts", STOPPED, [
    [
      "interrupted: stopped() || failure !== undefined,",
      "interrupted: false,",
      named("ownership", "a run that is stopped says"),
    ],
    [
      "if (failure === undefined) journal.append(job);",
      "",
      named("resume", "nothing that is in the journal"),
    ],
    ["return code;", "return 0;", TOLD],
    ["owner.finish();", "", named("compare_command", "two seeds of one code")],
    ["keep: asked.keep && plan.shards.of === 1 && model === undefined,", "keep: false,", {
      ...KEPT,
      filter: "a failing case is kept",
    }],
  ]),
];
