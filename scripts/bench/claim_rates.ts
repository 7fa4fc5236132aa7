/** How many a second, of every claim: a mean over what its generator draws, on one thread. */

import { alternate, type Rounds } from "./rounds.ts";
import { type Spread, spreadOf } from "./statistics.ts";
import type { TimedClaims } from "./timed_claims.ts";

/** Cases or replicates a second of processor time. */
export interface ClaimRate {
  readonly claim: string;
  readonly perSecond: Spread;
}

/** Cases of every universal claim, generated and checked, or replicates of every statistical one. */
export async function timeRates(
  claims: TimedClaims,
  unit: "cases" | "replicates",
  rounds: Rounds,
): Promise<ClaimRate[]> {
  const contestants = new Map(claims.ids(unit).map((id) => [id, claims.rate(id)]));
  return [...await alternate(contestants, rounds)].map(([claim, own]) => ({
    claim,
    perSecond: spreadOf(own.map(({ cpu }) => 1e6 / cpu)),
  }));
}
