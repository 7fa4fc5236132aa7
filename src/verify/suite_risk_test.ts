import { assertAlmostEquals, assertEquals } from "@std/assert";
import { statistical, universal } from "../claim/claims_for_tests.ts";
import { TOLERANCE } from "../tolerance.ts";
import { joinResult } from "./claim_result.ts";
import { CLAIM_RATES, SHARE_ALPHA } from "./error_rates.ts";
import { NOT_REACHED } from "./obstacle.ts";
import { undecided } from "./outcome.ts";
import { riskOf, suiteRisk } from "./suite_risk.ts";

Deno.test("two hundred statistical claims together are wrong once in a thousand runs at most", () => {
  assertAlmostEquals(200 * CLAIM_RATES.alpha, 1e-3, TOLERANCE.forward);
  assertAlmostEquals(200 * CLAIM_RATES.beta, 1e-3, TOLERANCE.forward);
  const [certain, chancy] = [universal(), statistical()].map((claim) =>
    joinResult(claim, { outcome: undecided(0, NOT_REACHED), mutants: [], seed: 0, seconds: 0 })
  );
  assertEquals(suiteRisk([certain]), { falseGreen: 0, falseRed: 0 });
  const { falseGreen, falseRed } = suiteRisk([chancy, certain, chancy]);
  assertAlmostEquals(falseGreen, 2 * CLAIM_RATES.alpha, TOLERANCE.forward);
  assertAlmostEquals(falseRed, 2 * CLAIM_RATES.beta, TOLERANCE.forward);
});

Deno.test("the risk of a run counts claims whose share of failing cases is shown", () => {
  const cases = { unit: "cases" } as const;
  assertEquals(riskOf([cases, { ...cases, failsIn: null }]), { falseGreen: 0, falseRed: 0 });
  const { falseGreen, falseRed } = riskOf([{ ...cases, failsIn: 0.1 }, cases]);
  assertAlmostEquals(falseGreen, SHARE_ALPHA, TOLERANCE.forward);
  assertEquals(falseRed, 0);
});
