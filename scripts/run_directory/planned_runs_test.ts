/** What a run's files say was run is held to its plan, and to the claims. */

import { assertEquals, assertThrows } from "@std/assert";
import { universal } from "../../src/claim/claims_for_tests.ts";
import type { JobRun } from "../../src/verify/assemble_claim.ts";
import { stratifiedLaw } from "../../src/report/results_for_tests.ts";
import { plannedClaims, requirePlanned } from "./planned_runs.ts";
import type { RunPlan } from "./run_plan.ts";
import { PLAN_FOR_TESTS } from "./plan_for_tests.ts";

const CLAIM = universal({
  mutants: [{ name: "halved", description: "half" }],
  rivals: [{ name: "tripled", description: "three times" }],
} as never);
const LAW = stratifiedLaw();
const CASE = { spec: { x: 4 }, margin: { margin: 1, got: 4, wanted: 5, what: "x" } };
const FAILING = { spec: { x: 6 }, margin: { margin: -1, got: 6, wanted: 5, what: "x" } };
const NONE = { verdict: "undecided", cases: 0, reason: "it crashed" } as const;
const RUN: JobRun = {
  ...{ shard: 1, claim: "A1", mutant: null, seconds: 1 },
  outcome: { verdict: "verified", cases: 1000, closest: CASE },
};

function check(run: Partial<JobRun>, plan: Partial<RunPlan> = {}): void {
  requirePlanned([{ ...RUN, ...run }], {
    plan: { ...PLAN_FOR_TESTS, ...plan },
    claims: [CLAIM, LAW],
    path: "journal.jsonl",
  });
}

const REFUSED: readonly (readonly [run: Partial<JobRun>, plan: Partial<RunPlan>, got: string])[] = [
  [{ claim: "A2" }, {}, "got A2 (shard 1): the run does not ask for this claim"],
  [{ shard: 2 }, {}, "got A1 (shard 2): the run does not have this shard"],
  [{ mutant: "other" }, {}, "got A1 on other (shard 1): the claim has no such mutant"],
  [{ outcome: { ...RUN.outcome, cases: 9 } }, {}, "it is verified after 9 cases of 1000"],
  [{}, { profile: "quick" }, "it has 1000 cases, of at most 10"],
  // Opponents have ci's budget.
  [
    { mutant: "halved", outcome: { ...RUN.outcome, cases: 1001 } },
    { profile: "quick" },
    "it has 1001 cases, of at most 1000",
  ],
  [{}, { shards: { of: 2, run: [1] } }, "it has 1000 cases, of at most 500"],
  [{ mutant: "other" }, { matrix: true }, "it has 1000 cases, of at most 10"],
  [
    { mutant: "tripled", outcome: { verdict: "refuted", cases: 0, counterexample: FAILING } },
    {},
    "got A1 on tripled (shard 1): it is refuted after no case",
  ],
  [
    { claim: "C1.law", mutant: "halved", outcome: NONE },
    {},
    "got C1.law on halved (shard 1): the claim has no such mutant",
  ],
  [
    { claim: "C1.law", mutant: "constant", outcome: { ...NONE, cases: 301 } },
    {},
    "it has 301 cases, of at most 300",
  ],
];

Deno.test("planned: what the plan asks for is taken", () => {
  check({});
  check({ mutant: "halved" });
  check({ mutant: "tripled" });
  check({ mutant: "halved" }, { profile: "quick" });
  check({ mutant: "other", outcome: { ...RUN.outcome, cases: 10 } }, { matrix: true });
});

for (const [run, plan, got] of REFUSED) {
  Deno.test(`planned: a result is refused: ${got}`, () => {
    assertThrows(() => check(run, plan), Error, got);
  });
}

Deno.test("planned: claims are those of the plan, and there", () => {
  const [claims, path] = [[CLAIM, { ...CLAIM, id: "A2" }], "run.json"];
  const of = (plan: Partial<RunPlan>) =>
    plannedClaims({ ...PLAN_FOR_TESTS, ...plan }, { claims, path }).map(({ id }) => id);
  assertEquals(of({}), ["A1", "A2"]);
  assertEquals(of({ selected: ["A2"] }), ["A2"]);
  assertThrows(() => of({ selected: ["A3"] }), Error, "must select claims of");
  assertThrows(() => of({ subject: "mine" }), Error, "must be of subject reference, got mine");
});
