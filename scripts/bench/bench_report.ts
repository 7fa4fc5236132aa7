/** What a bench writes as JSON. */

import type { ClaimRate } from "./claim_rates.ts";
import type { Growth } from "./growth.ts";
import type { ReplicateProfile } from "./replicate_profile.ts";
import type { ReplicateRate } from "./replicates.ts";
import type { StepRow } from "./step_times.ts";
import type { Target } from "./targets.ts";
import type { WorkerTimes } from "./worker_times.ts";

/** A peer that took part, or why it did not. */
export interface PeerNote {
  readonly name: string;
  /** Of the library, and what it was built with. */
  readonly version?: string;
  readonly missing?: string;
  /** Largest difference from our gradient, relative to its largest entry, over all sizes. */
  readonly difference?: number;
}

/** One run of the bench. */
export interface BenchReport {
  readonly schema: "attest-bench/1";
  /** ISO date and time. */
  readonly date: string;
  readonly machine: { readonly processor: string; readonly cores: number; readonly deno: string };
  readonly rounds: number;
  readonly steps: readonly StepRow[];
  readonly replicates: readonly ReplicateRate[];
  readonly targets: readonly Target[];
  /** Of every statistical claim. */
  readonly allReplicates?: readonly ClaimRate[];
  readonly profiles?: readonly ReplicateProfile[];
  /** Of every universal claim. */
  readonly cases?: readonly ClaimRate[];
  readonly growth?: readonly Growth[];
  readonly workers?: WorkerTimes;
  readonly peers?: readonly PeerNote[];
}
