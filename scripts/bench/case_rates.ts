/** Cases a second of every universal claim: generated and checked, on one thread. */

import fc from "fast-check";
import type { Claim, UniversalClaim } from "../../src/claim.ts";
import { referenceSubject } from "../../src/subject.ts";
import { alternate, type Contestant, type Rounds } from "./rounds.ts";
import { type Spread, spreadOf } from "./statistics.ts";
import process from "node:process";

/** Cases drawn at once. */
const DRAWN = 10;

/** Cases a second of processor time. */
export interface CaseRate {
  readonly claim: string;
  readonly perSecond: Spread;
}

/** The rate of every universal claim, in alternating rounds. */
export async function timeCases(claims: readonly Claim[], rounds: Rounds): Promise<CaseRate[]> {
  const universal = claims.filter((claim) => claim.unit === "cases");
  const readings = await alternate(
    new Map(universal.map((claim) => [claim.id, caseContestant(claim)])),
    rounds,
  );
  return [...readings].map(([claim, own]) => ({
    claim,
    perSecond: spreadOf(own.map(({ cpu }) => 1e6 / cpu)),
  }));
}

/** Mean time of a case rather than the fastest: cases differ in size. */
function caseContestant({ generator, check }: UniversalClaim): Contestant {
  let seed = 0;
  return (milliseconds) => {
    const cpu = process.cpuUsage();
    const from = performance.now();
    let cases = 0;
    do {
      for (const spec of fc.sample(generator, { seed: seed++, numRuns: DRAWN })) {
        check(spec, referenceSubject);
        cases++;
      }
    } while (performance.now() - from < milliseconds);
    const { user, system } = process.cpuUsage(cpu);
    const wall = (performance.now() - from) * 1000;
    return { wall: wall / cases, cpu: (user + system) / cases };
  };
}
