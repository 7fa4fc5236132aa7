import { assertEquals } from "@std/assert";
import { universal } from "../../src/claim/claims_for_tests.ts";
import { buildReport } from "../../src/report/build.ts";
import { result, RUN } from "../../src/report/results_for_tests.ts";
import { PLAN_FOR_TESTS } from "./plan_for_tests.ts";
import { planMisfit } from "./report_of_plan.ts";
import { planSchema, type RunPlan } from "./run_plan.ts";

const REPORT = buildReport([result(universal())], { run: RUN });

/** Every entry of a plan with another value. */
const CHANGES: readonly Partial<RunPlan>[] = [
  ...[{ profile: "quick" }, { seed: 7 }, { selected: ["A1"] }, { subject: "mine" }],
  ...[{ started: "2027-01-02T03:04:05.000Z" }, { deno: "1.0.0" }, { code: "f".repeat(16) }],
  ...[{ build: "f".repeat(16) }, { shards: { of: 2, run: [1, 2] } }, { matrix: true }],
] as Partial<RunPlan>[];

Deno.test("plan: a report is of its own plan, and of none that differs in anything", () => {
  assertEquals(planMisfit(REPORT, PLAN_FOR_TESTS), undefined);
  for (const change of CHANGES) {
    const misfit = planMisfit(REPORT, { ...PLAN_FOR_TESTS, ...change });
    assertEquals(misfit?.startsWith(Object.keys(change)[0]), true, JSON.stringify(change));
  }
});

const WRONG: readonly object[] = [
  ...[{ schema: "attest-run/1" }, { profile: "fast" }, { seed: 0.5 }, { code: "x" }],
  ...[{ build: "x" }, { started: "yesterday" }, { subject: "" }, { more: 1 }, { matrix: "yes" }],
  ...[{ kept: ["../x.json"] }, { kept: ["a/b.json"] }, { profile: "deep", matrix: false }],
  ...[{ shards: { of: 2, run: [] } }, { shards: { of: 2, run: [3] } }],
  ...[{ shards: { of: 2, run: [2, 1] } }, { shards: { of: 2, run: [1, 1] } }],
];

Deno.test("plan: what is none is refused", () => {
  assertEquals(planSchema.parse(PLAN_FOR_TESTS), PLAN_FOR_TESTS);
  const taken = WRONG.filter((change) =>
    planSchema.safeParse({ ...PLAN_FOR_TESTS, ...change }).success
  );
  assertEquals(taken, []);
});
