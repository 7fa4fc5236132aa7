/** How often a run may be wrong, and how that is shared among its claims. */

import { perClaimBudget } from "../decision/error_budget.ts";
import type { ErrorRates } from "../decision/verdict.ts";

/** Chance that a run of the whole suite shows any false green, and any false red, from its statistics. */
export const SUITE_BUDGET = 1e-3;

/**
 * Shares the suite budget is cut into, with room for claims to come: a claim's rates, and so its verdict
 * under a seed, do not change when another claim is added or left out of a run.
 */
export const STATISTICAL_SHARES = 200;

/** α and β of every statistical claim. */
export const CLAIM_RATES: ErrorRates = {
  alpha: perClaimBudget({ suite: SUITE_BUDGET, claims: STATISTICAL_SHARES }),
  beta: perClaimBudget({ suite: SUITE_BUDGET, claims: STATISTICAL_SHARES }),
};

/** Chance that a claim about cases is said to fail in more of them than it does: a false green, too. */
export const SHARE_ALPHA = 1e-5;
