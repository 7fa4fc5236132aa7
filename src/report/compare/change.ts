/** What two reports can differ in, and how much it matters. */

/** A regression fails the comparison; a change is to be looked at; a note is for information. */
export type Severity = "regression" | "change" | "note";

/** What a difference is about. */
export type ChangeKind =
  | "run"
  | "claim"
  | "verdict"
  | "definition"
  | "effect"
  | "margin"
  | "cases"
  | "cells"
  | "mutants"
  | "seconds";

/** The rule of each kind of difference, in the order in which they are reported. */
export const RULES: Readonly<Record<ChangeKind, string>> = {
  run:
    "a run that was interrupted or holds only some shards is a regression, as it may hide others; " +
    "another profile, subject or selection is a note",
  claim:
    "a claim that is gone is a regression, and a new one that is not as expected; another new " +
    "one is a change; only claims that both runs were asked for are compared",
  verdict: "from the expected verdict to another is a regression, any other way a change",
  definition:
    "another expected verdict is a regression, as it can turn what was red green; another " +
    "statement, regime or rule is a change; effects and margins are then those of another claim " +
    "and are not compared",
  effect:
    "joint intervals apart, or a rank test that tells the replicates apart and reported intervals " +
    "apart, are a regression when the effect moved against the claim, else a change; the rank test " +
    "alone, or other numbers from the same seed, are a change; reported intervals apart alone are a note",
  margin:
    "other margins of the same cases are a change; the smallest margin ten times closer to 0 is " +
    "a note, as two smallest of different random cases say little of each other",
  cases:
    "fewer passed cases at the same profile are a regression; half or twice the replicates a note",
  cells: "a part of the regime that is no longer reached, or no longer asked for, is a regression",
  mutants:
    "a mutant or rival that is no longer killed or no longer tried is a regression, and a new one that " +
    "survives; so is one of the matrix that no claim kills any more",
  seconds:
    "a claim that is over twice as slow per case and a second slower overall is a note; the " +
    "median over all claims is taken as the speed of the machine",
};

/** One difference. */
export interface Change {
  /** What it is about. */
  readonly kind: ChangeKind;
  /** How much it matters. */
  readonly severity: Severity;
  /** The claim's id; null for what is about the whole run. */
  readonly claim: string | null;
  /** What was and what is. */
  readonly text: string;
}

/** A difference within one claim, before it is known whose. */
export type ClaimChange = Omit<Change, "claim">;

/** Names in a list that is not too long to read. */
export function nameList(names: readonly string[]): string {
  const shown = names.slice(0, 8).join(", ");
  return names.length > 8 ? `${shown} and ${names.length - 8} more` : shown;
}
