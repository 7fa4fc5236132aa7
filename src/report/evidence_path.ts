/** How the evidence grew replicate by replicate, computed again from the effects in a report. */

import type { ErrorRates, LogEvidence } from "../decision/verdict.ts";
import { riskOf } from "../verify/suite_risk.ts";
import { deciderFor } from "../verify/replicate_rule.ts";
import type { Report, ReportClaim } from "./schema.ts";

/** The evidence after a number of replicates. */
export interface EvidencePoint extends LogEvidence {
  /** Replicates so far, from 0. */
  readonly count: number;
}

/**
 * The path of the evidence, starting from e-values of 1.
 *
 * Shards hold disjoint streams, so their e-values multiply: each goes on where the one before it stopped.
 *
 * @returns One point more than there are effects; undefined for a claim that is not about a mean.
 * @throws {RangeError} On an invalid decision rule.
 */
export function evidencePath(
  { rule, streams }: Pick<ReportClaim, "rule" | "streams">,
  rates: ErrorRates,
): EvidencePoint[] | undefined {
  if (rule === null || streams === null) return undefined;
  const { within, ...sizes } = rule;
  const path: EvidencePoint[] = [{ count: 0, for: 0, against: 0 }];
  for (const effects of streams) {
    const before = path[path.length - 1];
    const decider = deciderFor({ ...sizes, ...(within !== null && { within }) }, rates);
    for (const effect of effects) {
      decider.observe(effect);
      path.push({
        count: path.length,
        for: before.for + decider.logEvidence.for,
        against: before.against + decider.logEvidence.against,
      });
    }
  }
  return path;
}

/** α and β of each statistical claim of a run: equal shares of what the report says was spent. */
export function claimRates({ claims, run: { errorBudget } }: Report): ErrorRates | undefined {
  const statistical = claims.filter(({ unit }) => unit === "replicates").length;
  const shares = riskOf(claims.filter(({ unit }) => unit === "cases"));
  const alpha = (errorBudget.falseGreen - shares.falseGreen) / statistical;
  const beta = errorBudget.falseRed / statistical;
  const usable = (rate: number) => rate > 0 && rate < 1;
  return usable(alpha) && usable(beta) ? { alpha, beta } : undefined;
}
