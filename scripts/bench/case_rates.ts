/** Cases a second of every universal claim: generated and checked. */

import fc from "fast-check";
import type { Claim, UniversalClaim } from "../../src/claim/claim.ts";
import { referenceSubject } from "../../src/claim/subject.ts";
import { type ClaimRate, timeRates } from "./claim_rates.ts";
import type { Rounds } from "./rounds.ts";

/** Cases drawn at once. */
const DRAWN = 10;

/** The rate of every universal claim. */
export function timeCases(claims: readonly Claim[], rounds: Rounds): Promise<ClaimRate[]> {
  const universal = claims.filter((claim) => claim.unit === "cases");
  return timeRates(new Map(universal.map((claim) => [claim.id, someCases(claim)])), rounds);
}

function someCases({ generator, check }: UniversalClaim): () => number {
  let seed = 0;
  return () => {
    const specs = fc.sample(generator, { seed: seed++, numRuns: DRAWN });
    for (const spec of specs) check(spec, referenceSubject);
    return specs.length;
  };
}
