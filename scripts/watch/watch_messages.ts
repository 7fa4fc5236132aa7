/** What a watch asks of the thread that judges for it, and what it is told. */

import type { Profile } from "../../src/claim/facts.ts";

/** How everything is run that a watch runs. */
export interface WatchOptions {
  /** The project's directory in full, and as it was given; absent for attest's own. */
  readonly project?: { readonly path: string; readonly given: string };
  /** Ids and slugs of the claims to run; none stand for all. */
  readonly claim: readonly string[];
  readonly profile: Profile;
  /** Root seed; that of the sources, as they are then, when absent. */
  readonly seed?: number;
  readonly workers: number;
  readonly patience: number;
  readonly claimPatience: number;
}

/** One run. */
export interface WatchRequest {
  readonly options: WatchOptions;
  /** Names of claim files, in the order in which they are run. */
  readonly files: readonly string[];
  /** Set to a number other than 0 to stop. */
  readonly stop: Int32Array<SharedArrayBuffer>;
}

/** What the thread is told. */
export type WatchCall =
  /** Before anything else: what can be ready is. */
  | { readonly kind: "begin"; readonly options: WatchOptions }
  /** Something changed that every process of a claim has loaded when it starts. */
  | { readonly kind: "renew" }
  /** Tells the user: what is shown on the terminal is the thread's. */
  | { readonly kind: "note"; readonly text: string }
  /** Is answered with what came of it. */
  | { readonly kind: "run"; readonly request: WatchRequest }
  /** Ends all processes; is answered when they are gone. */
  | { readonly kind: "end" };

/** What came of a run, or why nothing did. */
export type WatchReply = { readonly run: WatchRun } | { readonly error: string };

/** What came of a run. */
export interface WatchRun {
  /** Names of the files whose claims are decided with all their mutants, or red. */
  readonly done: readonly string[];
  /** Those that are not as they should be, or do not load. */
  readonly red: readonly string[];
}
