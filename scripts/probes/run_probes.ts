/** A plan that someone edited is refused, and so are shards that are not of one run. */

import { type Guard, guard, type Probe } from "./probe.ts";
import { attest, edit, editJson, given } from "./steps.ts";

const PLANNED = "scripts/run_directory/planned_runs.ts";
const PLAN = "scripts/run_directory/run_plan.ts";
const JOIN = "scripts/commands/join_parts.ts";

const VERIFY = ["verify", "--profile", "quick", "--seed", "3", "--no-keep"];

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
    'with profile "quick" and not "ci"',
    guard(
      "scripts/run_directory/read_journal.ts",
      "if (line !== headOf(plan)) throw",
      "if (line === '') throw",
    ),
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
    guard("scripts/commands/begin_run.ts", "if (plan.code !== code) {", "if (plan.code === '') {"),
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
  ...PLANS.map(([what, change, says, guard]): Probe => ({
    name: `a plan with ${what} is refused`,
    part: 2,
    steps: [
      given("out", [...VERIFY, "--out", "out"]),
      editJson("out/run.json", change),
      attest(["verify", "--no-keep", "--resume", "out"], { code: 2, says }),
    ],
    guards: [guard],
  })),
  ...SHARDS,
];
