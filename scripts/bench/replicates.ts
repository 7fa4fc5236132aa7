/** End to end: from a seed through training to the effect of one replicate. */

import { alternate, type Contestant, type Reading, type Rounds } from "./rounds.ts";
import { type Spread, spreadOf } from "./statistics.ts";
import { type TimedClaims, TOGETHER } from "./timed_claims.ts";

/** The claims whose replicates are timed: pretraining of either paper, and a sweep over windows. */
const CLAIMS = ["B12", "A11.time", "B7"];
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
export interface ReplicatePeer {
  readonly claim: string;
  readonly name: string;
  readonly threads: number;
  readonly run: Contestant;
}

/** Times the replicates of the claims of the list, and those of `peers`. */
export async function timeReplicates(
  claims: TimedClaims,
  rounds: Rounds,
  peers: readonly ReplicatePeer[] = [],
): Promise<ReplicateRate[]> {
  const rates: ReplicateRate[] = [];
  for (const claim of CLAIMS) {
    const own = peers.filter(({ claim: id }) => id === claim);
    const all = new Map([
      ["attest", claims.part(claim, "replicate")],
      ...own.map((g) => [g.name, g.run] as const),
    ]);
    const readings = await alternate(all, rounds);
    const threads = new Map(own.map(({ name, threads }) => [name, threads]));
    rates.push(...replicateRates(readings, threads).map((rate) => ({ claim, ...rate })));
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
