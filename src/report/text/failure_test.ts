import { assertEquals, assertStringIncludes } from "@std/assert";
import { claimEntry } from "../claim_entry.ts";
import { factLines, failureFacts } from "./failure.ts";
import { statistical, universal } from "../../claim/claims_for_tests.ts";
import { caseOf, EFFECT, result } from "../results_for_tests.ts";

const REPLAY = { profile: "ci", seed: 42, folder: "attest-report/" } as const;

Deno.test("a refuted claim reads: claim, statement, got, wanted, case, seed, replay", () => {
  const refuted = result(universal(), {
    verdict: "refuted",
    ok: false,
    cases: 3,
    counterexample: caseOf(6),
  });
  const facts = failureFacts(
    claimEntry(refuted, { counterexampleFile: "counterexamples/A1.json" }),
    REPLAY,
  );
  assertEquals(factLines(facts), [
    "claim      A1 small_numbers",
    "statement  x is at most 5",
    "verdict    refuted, expected verified",
    "got        6 for x",
    "wanted     5",
    `margin     ${-1 / 7}, where at least 0 holds`,
    'case       {"x":6}',
    "seed       42 (the claim's own: -7)",
    "replay     deno task attest replay attest-report/counterexamples/A1.json",
    "run again  deno task attest verify --claim A1 --profile ci --seed 42",
  ]);
});

/** The facts between the verdict and the seed. */
function middle(entry: ReturnType<typeof claimEntry>): string[] {
  const labels = ["claim", "statement", "verdict", "seed", "replay", "run again"];
  return failureFacts(entry, REPLAY)
    .filter(([label]) => !labels.includes(label))
    .map(([label, text]) => `${label}: ${text}`);
}

Deno.test("a false statement that was not refuted shows its closest case", () => {
  const held = result(universal({ expected: "refuted" }), { ok: false, closest: caseOf(4) });
  assertEquals(middle(claimEntry(held)), [
    `got: 1000 cases that hold, the closest: margin 0.167 (x)`,
    "wanted: a case that fails",
    'case: {"x":4}',
  ]);
});

Deno.test("a refuted mean shows its interval and its evidence", () => {
  const refuted = result(statistical(), {
    verdict: "refuted",
    ok: false,
    cases: 20,
    effect: { ...EFFECT, mean: -0.5 },
    logEvidence: { for: -3, against: Math.log(40_000) },
  });
  assertEquals(middle(claimEntry(refuted)), [
    "effect: gain: -0.5 [0.4, 0.6] after 20 replicates; e-value for 0.0498, against 40000",
    "wanted: a mean above 0 (smallest effect of interest: 0.1)",
  ]);
});

Deno.test("an undecided claim shows its reason, and what there is of its effect", () => {
  const crashed = result(universal(), {
    verdict: "undecided",
    ok: false,
    reason: "case 3 crashed",
  });
  assertEquals(middle(claimEntry(crashed)), [
    "got: case 3 crashed",
    "wanted: a decision: verified",
  ]);
  const spent = result(statistical(), {
    verdict: "undecided",
    ok: false,
    cases: 1,
    reason: "1 replicate did not decide",
    effect: EFFECT,
  });
  assertStringIncludes(middle(claimEntry(spent))[1], "gain: 0.5 [0.4, 0.6] after 1 replicate");
});

Deno.test("surviving mutants are named, and those that were not tried", () => {
  const survived = { name: "halved", killed: false, verdict: "verified", cases: 1000 } as const;
  const lenient = result(universal(), { ok: false, mutants: [survived] });
  assertEquals(middle(claimEntry(lenient)), [
    "survivor: mutant halved is verified after 1000 cases, wanted refuted",
  ]);
  const stopped = result(universal(), { ok: false, mutants: [] });
  assertEquals(middle(claimEntry(stopped)), ["not tried: mutant halved"]);
});

Deno.test("a mean within a tolerance is asked for as such", () => {
  const within = statistical({ within: 0.2 });
  const refuted = result(within, { verdict: "refuted", ok: false, effect: EFFECT });
  assertEquals(middle(claimEntry(refuted))[1], "wanted: a mean of 0 within 0.2");
});
