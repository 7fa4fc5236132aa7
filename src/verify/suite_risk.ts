/** How likely any verdict of a run is false, over all claims that are decided by chance. */

import type { ClaimFacts } from "../claim/facts.ts";
import { suiteError } from "../decision/error_budget.ts";
import type { ClaimResult } from "./claim_result.ts";
import { CLAIM_RATES, SHARE_ALPHA } from "./error_rates.ts";

/** The union bound on any false verdict among these results' claims that are decided by chance. */
export function suiteRisk(
  results: readonly ClaimResult[],
): { falseGreen: number; falseRed: number } {
  return riskOf(results.map(({ claim }) => claim));
}

/** The same for claims that are yet to be run. */
export function riskOf(
  claims: readonly {
    readonly unit: ClaimFacts["unit"];
    readonly failsIn?: number | null | undefined;
  }[],
): { falseGreen: number; falseRed: number } {
  const means = claims.filter(({ unit }) => unit === "replicates").map(() => CLAIM_RATES);
  const shares = claims.filter(({ failsIn }) => typeof failsIn === "number").map(() => SHARE_ALPHA);
  return {
    falseGreen: suiteError([...means.map(({ alpha }) => alpha), ...shares]),
    falseRed: suiteError(means.map(({ beta }) => beta)),
  };
}
