/** How statistical claims fare over many seeds: false alarms, and replicates to a decision. */

import { naturalOrder } from "./natural_order.ts";

/** One run of a claim from one root seed. */
export interface DecidedRun {
  readonly id: string;
  /** Replicates it took. */
  readonly cases: number;
  readonly unexpected: boolean;
}

/** fixtures/calibration.json. */
export interface Calibration {
  readonly schema: "attest-calibration/1";
  readonly profile: string;
  /** Root seeds 1 … seeds. */
  readonly seeds: number;
  readonly claims: readonly ClaimCalibration[];
}

/** One claim over all seeds. */
export interface ClaimCalibration {
  readonly id: string;
  /** Runs whose verdict was not the expected one. */
  readonly unexpected: number;
  /** Median number of replicates to the decision … */
  readonly median: number;
  /** … and the number that nine runs of ten stay within. */
  readonly ninetieth: number;
}

/** What many runs amount to, claim by claim. */
export function calibrationOf(
  runs: readonly DecidedRun[],
  { profile, seeds }: Pick<Calibration, "profile" | "seeds">,
): Calibration {
  const claims = [...Map.groupBy(runs, ({ id }) => id)].map(([id, own]) => {
    const cases = own.map((run) => run.cases).sort((a, b) => a - b);
    return {
      id,
      unexpected: own.filter(({ unexpected }) => unexpected).length,
      median: quantile(cases, 0.5),
      ninetieth: quantile(cases, 0.9),
    };
  });
  claims.sort((a, b) => naturalOrder(a.id, b.id));
  return { schema: "attest-calibration/1", profile, seeds, claims };
}

/** The smallest of the ascending values that a share of them does not exceed. */
function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)];
}

/** Ids of statistical claims that the calibration lacks, or that are none any more. */
export function staleCalibration(
  { claims }: Calibration,
  statistical: readonly string[],
): string[] {
  const known = new Set(claims.map(({ id }) => id));
  const wanted = new Set(statistical);
  return [
    ...statistical.filter((id) => !known.has(id)),
    ...[...known].filter((id) => !wanted.has(id)),
  ];
}
