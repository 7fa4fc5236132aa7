/** Replicates a second of every statistical claim: setting drawn, model trained, effect measured. */

import type { Claim, StatisticalClaim } from "../../src/claim/claim.ts";
import { hashSeed } from "../../src/prng.ts";
import { referenceSubject } from "../../src/claim/subject.ts";
import { drawSetting } from "../../src/verify/replicate_block.ts";
import { type ClaimRate, timeRates } from "./claim_rates.ts";
import type { Rounds } from "./rounds.ts";

/** The rate of every statistical claim; slow ones run one replicate a round. */
export function timeAllReplicates(claims: readonly Claim[], rounds: Rounds): Promise<ClaimRate[]> {
  const statistical = claims.filter((claim) => claim.unit === "replicates");
  return timeRates(new Map(statistical.map((claim) => [claim.id, oneReplicate(claim)])), rounds);
}

function oneReplicate(claim: StatisticalClaim): () => number {
  let index = 0;
  return () => {
    const seed = hashSeed("bench", claim.id, index++);
    claim.replicate(drawSetting(claim.generator, seed), seed, referenceSubject);
    return 1;
  };
}
