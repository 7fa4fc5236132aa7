/** Why a claim is undecided: a cause, of which there are few, for programs, and a sentence for people. */

/** Why a claim is undecided, in a word. */
export type Cause =
  /** An interrupted run did not come to it. */
  | "not reached"
  /** A stop cut it off. */
  | "interrupted"
  /** Shards or cases of it are missing. */
  | "incomplete"
  /** It took longer than a claim may. */
  | "late"
  /** All cases or replicates were run, and did not decide it. */
  | "budget spent"
  /** The cases hardly reach a part of the regime. */
  | "regime not reached"
  /** The generator drew a case outside the regime. */
  | "regime left"
  /** It never read some capability that its needs name. */
  | "needs not read"
  /** The subject lacks a capability that the claim needs. */
  | "not applicable"
  /** A kept case is of a generator that draws other cases by now. */
  | "stale"
  /** A kept case holds, and was kept as one that fails. */
  | "kept case holds"
  /** A margin is not finite, which does not refute a claim that is to be refuted. */
  | "not finite"
  /** Parts of it, computed again in another process, came out otherwise. */
  | "not deterministic"
  /** The claim, its generator or its process broke. */
  | "crashed";

/** All causes. */
export const CAUSES: readonly Cause[] = Object.keys(
  {
    "not reached": true,
    interrupted: true,
    incomplete: true,
    late: true,
    "budget spent": true,
    "regime not reached": true,
    "regime left": true,
    "needs not read": true,
    "not applicable": true,
    stale: true,
    "kept case holds": true,
    "not finite": true,
    "not deterministic": true,
    crashed: true,
  } satisfies Record<Cause, true>,
) as Cause[];

/** What stands in the way of a decision. */
export interface Obstacle {
  /** The kind of it. */
  readonly cause: Cause;
  /** The sentence. */
  readonly reason: string;
}
