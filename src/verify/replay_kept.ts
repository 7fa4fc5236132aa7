/** Kept counterexamples, replayed before anything new is generated. */

import type { Claim } from "../claim/claim.ts";
import type { ClaimFacts } from "../claim/facts.ts";
import type { Margin } from "../decision/margin.ts";
import { crashed, keptCaseHolds, notFinite, staleCase } from "./obstacle.ts";
import { type Outcome, undecided } from "./outcome.ts";
import type { Subject } from "../claim/subject.ts";
import { neededPart } from "./needed_part.ts";
import { measure } from "./verify_universal.ts";

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
export function judgeKept(
  { expected }: Pick<ClaimFacts, "expected">,
  kept: readonly KeptCase[],
  measured: (kept: KeptCase) => { readonly margin?: Margin; readonly crash?: string },
): Outcome | undefined {
  for (const entry of kept) {
    const { file, spec, stale } = entry;
    if (stale !== undefined) return undecided(0, staleCase(file, stale));
    const { margin, crash } = measured(entry);
    if (margin === undefined) return undecided(0, crashed(`${crash}`, `the case of ${file}`));
    const fails = !(margin.margin >= 0);
    if (expected === "refuted" && !Number.isFinite(margin.margin)) {
      return undecided(0, notFinite(`the case of ${file}`, margin.margin));
    }
    if (fails && expected === "verified") {
      const entry = { spec, margin };
      return { verdict: "refuted", cases: 0, closest: entry, counterexample: entry };
    }
    if (!fails && expected === "refuted") {
      return undecided(0, keptCaseHolds(file));
    }
  }
  return undefined;
}

/** The same of a claim that is at hand, on a subject. */
export function replayKept(
  claim: Claim,
  kept: readonly KeptCase[],
  subject: Subject,
): Outcome | undefined {
  if (claim.unit !== "cases") return undefined;
  const { capabilities } = neededPart(subject, claim.needs);
  return judgeKept(claim, kept, ({ spec }) => measure(claim, capabilities, spec));
}
