/** Kept counterexamples, replayed before anything new is generated. */

import type { Claim } from "../claim/claim.ts";
import type { Margin } from "../decision/margin.ts";
import { describeError, type Outcome, undecided } from "./outcome.ts";
import type { Capabilities, Subject } from "../claim/subject.ts";

/** A case that once failed. */
export interface KeptCase {
  /** Its file, for the reader. */
  readonly file: string;
  /** What the generator drew. */
  readonly spec: unknown;
  /** Why it cannot be replayed, where that is so: the generator draws other specs by now. */
  readonly stale?: string;
}

/**
 * The outcome that kept cases force, or undefined where all of them come out as the claim expects: they hold
 * where it is to be verified, and fail where it is to be refuted. A stale one decides nothing, and says so.
 */
export function replayKept(
  claim: Claim,
  kept: readonly KeptCase[],
  subject: Subject,
): Outcome | undefined {
  if (claim.unit !== "cases") return undefined;
  for (const { file, spec, stale } of kept) {
    if (stale !== undefined) return undecided(0, `${file} is stale: ${stale}`);
    let margin: Margin;
    try {
      margin = claim.check(spec, subject as Capabilities);
    } catch (error) {
      return undecided(0, `the case of ${file} crashed: ${describeError(error)}`);
    }
    const fails = !(margin.margin >= 0);
    if (fails && claim.expected === "verified") {
      const entry = { spec, margin };
      return { verdict: "refuted", cases: 0, closest: entry, counterexample: entry };
    }
    if (!fails && claim.expected === "refuted") {
      return undecided(0, `the case of ${file} holds now, and was kept as one that fails`);
    }
  }
  return undefined;
}
