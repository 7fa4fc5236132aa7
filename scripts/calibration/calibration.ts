/** How statistical claims fare over many seeds: false alarms, and replicates to a decision. */

import { naturalOrder } from "../base/natural_order.ts";

/** One run of a claim from one root seed. */
export interface DecidedRun {
  readonly id: string;
  /** Replicates it took. */
  readonly cases: number;
  readonly unexpected: boolean;
}

/** fixtures/calibration.json. */
export interface Calibration {
  readonly schema: "attest-calibration/2";
  readonly profile: string;
  readonly claims: readonly ClaimCalibration[];
}

/** One claim over all seeds. */
export interface ClaimCalibration {
  readonly id: string;
  /** Root seeds 1 … seeds. */
  readonly seeds: number;
  /** Of the generator of its settings: another regime has not been calibrated. */
  readonly fingerprint: string;
  /** Runs whose verdict was not the expected one. */
  readonly unexpected: number;
  /** Median number of replicates to the decision … */
  readonly median: number;
  /** … and the number that nine runs of ten stay within. */
  readonly ninetieth: number;
}

/** A statistical claim with the fingerprint of its generator. */
export interface Calibrated {
  readonly id: string;
  readonly fingerprint: string;
}

/** What many runs amount to, claim by claim; each claim was run from `seeds` seeds. */
export function calibrationOf(
  runs: readonly DecidedRun[],
  { claims, seeds }: { readonly claims: readonly Calibrated[]; readonly seeds: number },
): ClaimCalibration[] {
  return claims.map(({ id, fingerprint }) => {
    const own = runs.filter((run) => run.id === id);
    const cases = own.map((run) => run.cases).sort((a, b) => a - b);
    return {
      ...{ id, seeds, fingerprint },
      unexpected: own.filter(({ unexpected }) => unexpected).length,
      median: quantile(cases, 0.5),
      ninetieth: quantile(cases, 0.9),
    };
  });
}

/** The smallest of the ascending values that a share of them does not exceed. */
function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)];
}

/** The calibration with newer entries in place of older ones, in natural order of ids. */
export function withEntries(
  calibration: Calibration,
  entries: readonly ClaimCalibration[],
): Calibration {
  const newer = new Set(entries.map(({ id }) => id));
  const claims = [...calibration.claims.filter(({ id }) => !newer.has(id)), ...entries];
  return { ...calibration, claims: claims.sort((a, b) => naturalOrder(a.id, b.id)) };
}

/** What the calibration lacks, one line each: claims that came, went or changed, and false alarms. */
export function calibrationBreaches(
  { claims }: Calibration,
  statistical: readonly Calibrated[],
): string[] {
  const known = new Map(claims.map((entry) => [entry.id, entry]));
  const wanted = new Set(statistical.map(({ id }) => id));
  return [
    ...statistical.flatMap(({ id, fingerprint }) => {
      const entry = known.get(id);
      if (entry === undefined) return `${id} is calibrated, got no entry`;
      if (entry.fingerprint === fingerprint) return [];
      return `${id} is calibrated as it is, got fingerprint ${entry.fingerprint} for ${fingerprint}`;
    }),
    ...claims.flatMap(({ id, seeds, unexpected }) => [
      ...(wanted.has(id) ? [] : [`every entry is of a statistical claim, got ${id}`]),
      ...(seeds < LEAST_SEEDS
        ? [`${id} is calibrated from ${LEAST_SEEDS} seeds or more, got ${seeds}`]
        : []),
      ...(unexpected > 0 ? [`${id} has no unexpected verdict, got ${unexpected}`] : []),
    ]),
  ];
}

/** Fewer seeds say too little of a chance of one in thousands. */
const LEAST_SEEDS = 200;
