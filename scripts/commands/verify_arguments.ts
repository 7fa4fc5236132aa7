/** What `attest verify` may be asked. */

import type { Profile } from "../../src/claim/facts.ts";
import type { Shard } from "../../src/verify/shard.ts";

/** Arguments of `attest verify`, each checked on its own. */
export interface VerifyArguments {
  /** Ids and slugs; none stand for all. */
  readonly claim: readonly string[];
  readonly profile: Profile;
  readonly seed?: number;
  /** Where it is written, by default where such runs are. */
  readonly out?: string;
  readonly json: boolean;
  /** Print the table of all claims, also where there are many. */
  readonly table?: boolean;
  /** Go on watching the sources, and run what an edit touches. */
  readonly watch?: boolean;
  /** Run every claim on every mutant, as the deep profile does. */
  readonly matrix?: boolean;
  /** Workers that claims are spread over; as many as cores when absent. */
  readonly workers?: number;
  /** Seconds that one case or replicate may take; by the profile when absent. */
  readonly limit?: number;
  /** Seconds that a claim may take with its mutants; by the profile when absent. */
  readonly claimLimit?: number;
  /** Add failing cases to the corpus; on unless told otherwise. */
  readonly keep: boolean;
  /** The part of the run to do; all of it when absent. */
  readonly shard?: Shard;
  /** Replace a run in the directory that is not done. */
  readonly anew?: boolean;
  /** Write a line about each generated case. */
  readonly cases?: boolean;
  /** A user's model in place of the reference: a module, or a program. */
  readonly subject?: string;
  /** Longest time that a claim may wait for an answer of it that does not come. */
  readonly subjectLimit?: number;
  /** Directory of a run to go on with; its plan takes the place of the other arguments. */
  readonly resume?: string;
}
