/** How statistical claims fare over many seeds: false alarms, and replicates to a decision. */

import * as z from "zod";
import { CLAIM_ID } from "../../src/report/schema.ts";
import { naturalOrder } from "../base/natural_order.ts";

/** One run of a claim from one root seed. */
export interface DecidedRun {
  readonly id: string;
  /** Replicates it took. */
  readonly cases: number;
  readonly unexpected: boolean;
}

const count = z.int().min(0);

/** fixtures/calibration.json. */
export const calibrationSchema = z.strictObject({
  schema: z.literal("attest-calibration/2"),
  profile: z.string().max(40),
  claims: z.array(z.strictObject({
    id: z.string().max(40).regex(CLAIM_ID),
    seeds: count.meta({ description: "Root seeds 1 … seeds." }),
    fingerprint: z.string().regex(/^[0-9a-f]{8}$/).meta({
      description: "Of the generator of its settings: another regime has not been calibrated.",
    }),
    unexpected: count.meta({ description: "Runs whose verdict was not the expected one." }),
    median: count.meta({ description: "Median number of replicates to the decision …" }),
    ninetieth: count.meta({ description: "… and the number that nine runs of ten stay within." }),
  })).max(10_000),
});

/** What many runs found. */
export type Calibration = Readonly<z.infer<typeof calibrationSchema>>;
/** One claim over all seeds. */
export type ClaimCalibration = Readonly<Calibration["claims"][number]>;

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

/**
 * Fewer seeds do not even tell how many replicates a claim takes. Since every claim is decided in each of its strata
 * a seed of all of them takes two cores a minute and a half, so 200 seeds, the task's default, are a night's work.
 */
const LEAST_SEEDS = 10;
