/** How many a second, of every claim: a mean over what its generator draws, on one thread. */

import process from "node:process";
import { alternate, type Contestant, type Rounds } from "./rounds.ts";
import { type Spread, spreadOf } from "./statistics.ts";

/** Cases or replicates a second of processor time. */
export interface ClaimRate {
  readonly claim: string;
  readonly perSecond: Spread;
}

/** Rates in alternating rounds; each function runs some that were not run before, and tells how many. */
export async function timeRates(
  runs: ReadonlyMap<string, () => number>,
  rounds: Rounds,
): Promise<ClaimRate[]> {
  const contestants = new Map([...runs].map(([id, run]) => [id, meanContestant(run)]));
  return [...await alternate(contestants, rounds)].map(([claim, own]) => ({
    claim,
    perSecond: spreadOf(own.map(({ cpu }) => 1e6 / cpu)),
  }));
}

/** Mean time rather than the fastest: cases and settings differ in size. */
function meanContestant(run: () => number): Contestant {
  return (milliseconds) => {
    const cpu = process.cpuUsage();
    const from = performance.now();
    let count = 0;
    do count += run(); while (performance.now() - from < milliseconds);
    const { user, system } = process.cpuUsage(cpu);
    const wall = (performance.now() - from) * 1000;
    return { wall: wall / count, cpu: (user + system) / count };
  };
}
