/** What someone edited of a run's plan, journal or shards is refused by whatever goes on with it or joins it. */

import type { Guard, Probe, Step } from "./probe.ts";
import { attest, edit, editJson, given } from "./steps.ts";

const JOURNAL = "out/journal.jsonl";
const PLANNED = "scripts/run_directory/planned_runs.ts";
const READ = "scripts/run_directory/read_journal.ts";
const PLAN = "scripts/run_directory/run_plan.ts";
const OUTCOME = "src/verify/contradiction.ts";
const JOIN = "scripts/commands/join_parts.ts";

const VERIFY = ["verify", "--profile", "quick", "--seed", "3", "--no-keep"];
const RESUME = ["verify", "--no-keep", "--resume", "out"];
const MERGE = ["merge", "out", "--out", "merged"];

const guard = (file: string, find: string, replace: string): Guard => ({ file, find, replace });

/** Changes the first result of the journal that is of this claim. */
const result = (claim: string, change: (line: string) => string): Step =>
  edit(JOURNAL, (text) => {
    const lines = text.split("\n");
    const at = lines.findIndex((line) => line.includes(`"claim":"${claim}","mutant":null`));
    lines[at] = change(lines[at]);
    return lines.join("\n");
  });

/** What is edited, how, what is said, and the line without which it would be taken. */
const JOURNALS: readonly [string, Step, said: string, Guard][] = [
  [
    "a line that is no result",
    result("A1", () => "not JSON"),
    "got not JSON",
    guard(
      READ,
      "throw new UsageError(`${path} must hold a result on line",
      "return undefined!; (`",
    ),
  ],
  [
    "a verdict without its counterexample",
    result("A1", (line) => line.replace('"verified"', '"refuted"')),
    "it is refuted, but holds no counterexample",
    guard(OUTCOME, "if (!counterexample) return", "if (counterexample === null) return"),
  ],
  [
    "fewer cases than were asked for",
    result("A1", (line) => line.replace('"cases":20', '"cases":2')),
    "it is verified after 2 cases of 20",
    guard(OUTCOME, "if (cases !== limit) return", "if (cases < 0) return"),
  ],
  [
    "more cases than were asked for",
    result("A1", (line) => line.replace('"cases":20', '"cases":2000')),
    "it has 2000 cases, of at most 20",
    guard(OUTCOME, "if (cases > to - from) return", "if (cases < 0) return"),
  ],
  [
    "a claim that is not asked for",
    result("A1", (line) => line.replace('"A1"', '"Z9"')),
    "does not ask for this claim",
    guard(
      PLANNED,
      "if (claim === undefined) throw refuse(",
      "if (claim === undefined) continue; (",
    ),
  ],
  [
    "a shard that it is not of",
    result("A1", (line) => line.replace('"shard":1', '"shard":2')),
    "the run does not have this shard",
    guard(PLANNED, "if (!plan.shards.run.includes(run.shard)) throw", "if (!plan) throw"),
  ],
  [
    "a mutant that there is not",
    result("A1", (line) => line.replace('"mutant":null', '"mutant":"none"')),
    "the claim has no such mutant",
    guard(PLANNED, "if (!own && !plan.matrix) throw", "if (!plan) throw"),
  ],
  [
    "two results of one claim",
    result("A1", (line) => `${line}\n${line.replace('"cases":20', '"cases":19')}`),
    "must say one thing of A1, got another on line",
    guard(READ, "if (known !== undefined && known.text !== text) {", "if (text === '') {"),
  ],
  [
    "evidence that its effects do not have",
    result("B10", (line) => line.replace(/"for":[\d.]+/, '"for":99')),
    "its evidence is not that of its effects",
    guard(OUTCOME, "if (!sameEvidence(own, logEvidence)) return", "if (!own) return"),
  ],
  [
    "another verdict than its effects have",
    result("B10", (line) => line.replace('"verified"', '"refuted"')),
    "it is refuted, its effects are verified",
    guard(OUTCOME, "if (verdict !== decider.verdict) return", "if (!verdict) return"),
  ],
  [
    "effects that are gone",
    result("B10", (line) => line.replace(/"streams":\[\[[\d.]+,/, '"streams":[[')),
    "it holds ",
    guard(OUTCOME, "if (effects.length !== cases) return", "if (!effects) return"),
  ],
  [
    "the head of another run",
    edit(JOURNAL, (text) => text.replace('"seed":3', '"seed":4')),
    "must be the journal of the run in out/run.json",
    guard(READ, "if (line !== headOf(plan)) throw", "if (line === '') throw"),
  ],
];

const PLANS: readonly [string, change: (plan: Record<string, unknown>) => void, string, Guard][] = [
  [
    "claims that there are not",
    (plan) => plan.selected = ["nope"],
    "out/run.json must select claims of `attest list`, got nope",
    guard(PLANNED, "if (nobody !== undefined) {", "if (nobody === '') {"),
  ],
  [
    "another subject",
    (plan) => plan.subject = "mine",
    "out/run.json must be of subject reference, got mine",
    guard(PLANNED, "if (subject !== referenceSubject.name) {", "if (subject === '') {"),
  ],
  [
    "a larger profile",
    (plan) => plan.profile = "ci",
    "it is verified after 20 cases of 1000",
    guard(OUTCOME, "if (cases !== limit) return", "if (cases < 0) return"),
  ],
  [
    "kept cases from outside",
    (plan) => plan.kept = ["../../deno.json"],
    "out/run.json must be the plan of a run",
    guard(PLAN, ".regex(/^[^/\\\\]+\\.json$/)", ""),
  ],
  [
    "a shard beyond the last",
    (plan) => plan.shards = { of: 1, run: [2] },
    "must be ascending and at most `of`",
    guard(PLAN, "index <= of && index > (run[i - 1] ?? 0)", "of > 0 && index > i"),
  ],
  [
    "other sources",
    (plan) => plan.code = "0123456789abcdef",
    "needs the sources ",
    guard("scripts/commands/run_verify.ts", "if (plan.code !== code) {", "if (plan.code === '') {"),
  ],
];

const shard = (part: string, out: string, seed = "3") =>
  given(out, [...VERIFY.with(4, seed), "--shard", part, "--out", out]);

const SHARDS: readonly Probe[] = [
  {
    name: "shards of two runs are not joined",
    part: 2,
    steps: [
      shard("1/2", "a"),
      shard("2/2", "b", "4"),
      attest(["merge", "a", "b"], {
        code: 2,
        says: "shards of one run: seed is 3 in a, got 4 in b",
      }),
    ],
    guards: [guard(JOIN, "requireSameRun(part, { plan: first, directory });", "")],
  },
  {
    name: "a shard that is missing is no green",
    part: 2,
    steps: [
      shard("1/2", "a"),
      attest(["merge", "a"], { code: 1, says: "attest: shard 2 of 2 is missing" }),
    ],
    guards: [
      guard(
        "scripts/commands/run_merge.ts",
        "if (missing.length > 0) writeError",
        "if (!of) writeError",
      ),
    ],
  },
  {
    name: "two results of one shard are not joined",
    part: 2,
    steps: [
      shard("1/2", "a"),
      shard("1/2", "b"),
      edit("b/journal.jsonl", (text) => text.replace(/"got":\d+/, '"got":2')),
      attest(["merge", "a", "b"], {
        code: 2,
        says: /takes one result of \S+ from shard 1|shards of/,
      }),
    ],
    guards: [
      guard(JOIN, "if (known !== undefined && known.text !== text) {", "if (text === '') {"),
    ],
  },
  {
    name: "what is joined is not written over",
    part: 4,
    steps: [
      shard("1/2", "a"),
      shard("2/2", "b"),
      attest(["merge", "a", "b", "--out", "b"], { code: 2, says: "must be another directory" }),
    ],
    guards: [guard("scripts/commands/run_merge.ts", "await requireOther(out, directories);", "")],
  },
];

/** All of them. */
export const RUN_PROBES: readonly Probe[] = [
  ...JOURNALS.map(([what, step, says, guard]): Probe => ({
    name: `a journal with ${what} is refused`,
    part: 2,
    steps: [
      given("out", [...VERIFY, "--out", "out"]),
      step,
      attest(RESUME, { code: 2, says }),
      attest(MERGE, { code: 2, says }),
    ],
    guards: [guard],
  })),
  ...PLANS.map(([what, change, says, guard]): Probe => ({
    name: `a plan with ${what} is refused`,
    part: 2,
    steps: [
      given("out", [...VERIFY, "--out", "out"]),
      editJson("out/run.json", change),
      attest(RESUME, { code: 2, says }),
    ],
    guards: [guard],
  })),
  ...SHARDS,
];
