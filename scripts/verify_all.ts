/** Claims one after the other, with signals and redraws between cases. */

import type { Claim, Profile } from "../src/claim.ts";
import { describeError, type Outcome, undecided } from "../src/outcome.ts";
import { hashSeed } from "../src/prng.ts";
import { claimEntry } from "../src/report/claim_entry.ts";
import { referenceSubject } from "../src/subject.ts";
import { type ClaimResult, verifyClaim } from "../src/verify.ts";
import { NOT_REACHED } from "./interrupt.ts";
import type { ProgressLine } from "./progress.ts";

/** How to run, and whom to tell. */
export interface RunOptions {
  readonly seed: number;
  readonly profile: Profile;
  readonly progress: ProgressLine;
  readonly stopped: () => boolean;
}

/** Longest time between looks at signals and redraws, in milliseconds. */
const TURN = 50;

/** One result for each claim; those that a stop left out are undecided. */
export async function verifyAll(
  claims: readonly Claim[],
  options: RunOptions,
): Promise<ClaimResult[]> {
  const results: ClaimResult[] = [];
  for (const claim of claims) {
    if (options.stopped()) {
      results.push(withoutRun(claim, options.seed, undecided(0, NOT_REACHED)));
      continue;
    }
    options.progress.start(claim, { index: results.length + 1, of: claims.length });
    const result = await verifyOne(claim, options);
    options.progress.finish(claimEntry(result));
    results.push(result);
  }
  return results;
}

async function verifyOne(
  claim: Claim,
  { seed, profile, progress, stopped }: RunOptions,
): Promise<ClaimResult> {
  try {
    return await verifyClaim(claim, {
      seed,
      profile,
      stopped,
      now: () => performance.now(),
      pause: turnTaker(() => progress.draw()),
      onSubject: (subject) => progress.subject(subject, referenceSubject),
      onProgress: (counts) => progress.update(counts),
    });
  } catch (error) {
    // Cases and replicates catch their own: this is a claim that cannot be run at all.
    return withoutRun(claim, seed, undecided(0, `crashed: ${describeError(error)}`));
  }
}

function withoutRun(claim: Claim, seed: number, outcome: Outcome): ClaimResult {
  return { claim, outcome, mutants: [], ok: false, seed: hashSeed(seed, claim.id), seconds: 0 };
}

/** A pause that costs nothing until a turn is due, then lets the event loop run. */
function turnTaker(onTurn: () => void): () => Promise<void> | undefined {
  let due = performance.now() + TURN;
  return () => {
    if (performance.now() < due) return undefined;
    onTurn();
    return new Promise((resolve) =>
      setTimeout(() => {
        due = performance.now() + TURN;
        resolve();
      }, 0)
    );
  };
}
