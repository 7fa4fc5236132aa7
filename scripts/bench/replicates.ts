/** End to end: from a seed through training to the effect of one replicate. */

import type { StatisticalClaim } from "../../src/claim/claim.ts";
import { hashSeed } from "../../src/prng.ts";
import { referenceSubject } from "../../src/claim/subject.ts";
import { drawSetting } from "../../src/verify/replicate_block.ts";
import { loadClaims } from "../project/load_claims.ts";
import { alternate, type Contestant, contestant, type Reading, type Rounds } from "./rounds.ts";
import { type Spread, spreadOf } from "./statistics.ts";

/** The claims whose replicates are timed: pretraining of either paper, and a sweep over windows. */
const CLAIMS = ["B12", "A11.time", "B7"];
/** Replicates that are timed together: settings differ in size, and all are to count. */
export const TOGETHER = 4;

/** Replicates a second of one claim, on one thread. */
export interface ReplicateRate {
  readonly claim: string;
  readonly name: string;
  readonly threads: number;
  /** Of processor time on one thread, of wall time on more. */
  readonly perSecond: Spread;
  /** Times the rate of our own, on one thread, in the same round and by the same clock. */
  readonly timesOwn: Spread;
}

/** Somebody else's replicates: `run` times {@link TOGETHER} of them. */
export interface ReplicateGuest {
  readonly claim: string;
  readonly name: string;
  readonly threads: number;
  readonly run: Contestant;
}

/** The settings that every round runs, ours and others'. */
export function settingsOf(claim: StatisticalClaim): { setting: unknown; seed: number }[] {
  return Array.from({ length: TOGETHER }, (_, i) => {
    const seed = hashSeed("bench", claim.id, i);
    return { setting: drawSetting(claim.generator, seed), seed };
  });
}

/** The claims to time, in the order of their list. */
export async function timedClaims(): Promise<StatisticalClaim[]> {
  const all = await loadClaims();
  return CLAIMS.map((id) => all.find((claim) => claim.id === id) as StatisticalClaim);
}

/** Times the replicates of every claim, and those of `guests`. */
export async function timeReplicates(
  rounds: Rounds,
  guests: readonly ReplicateGuest[] = [],
): Promise<ReplicateRate[]> {
  const rates: ReplicateRate[] = [];
  for (const claim of await timedClaims()) {
    const settings = settingsOf(claim);
    const run = () => {
      for (const { setting, seed } of settings) claim.replicate(setting, seed, referenceSubject);
    };
    const invited = guests.filter(({ claim: id }) => id === claim.id);
    const all = new Map([
      ["attest", contestant(run)],
      ...invited.map((g) => [g.name, g.run] as const),
    ]);
    const readings = await alternate(all, rounds);
    const threads = new Map(invited.map(({ name, threads }) => [name, threads]));
    rates.push(...replicateRates(readings, threads).map((rate) => ({ claim: claim.id, ...rate })));
  }
  return rates;
}

function replicateRates(
  readings: ReadonlyMap<string, readonly Reading[]>,
  threads: ReadonlyMap<string, number>,
): Omit<ReplicateRate, "claim">[] {
  const ours = readings.get("attest")!;
  return [...readings].map(([name, own]) => {
    const count = threads.get(name) ?? 1;
    const clock = count === 1 ? "cpu" : "wall";
    return {
      ...{ name, threads: count },
      perSecond: spreadOf(own.map((reading) => (TOGETHER * 1e6) / reading[clock])),
      timesOwn: spreadOf(own.map((reading, round) => ours[round][clock] / reading[clock])),
    };
  });
}
