/** What running one claim on one subject gives, and what such a run needs from outside. */

import type { ErrorRates, LogEvidence, Verdict } from "../decision/verdict.ts";
import type { Margin } from "../decision/margin.ts";
import type { CellCount } from "../claim/regime.ts";
import type { Cause, Obstacle } from "./cause.ts";
import type { Shard } from "./shard.ts";

export type { Cause, Obstacle };

/** A mean effect with its confidence interval, valid at any stopping time. */
export interface Effect {
  /** Mean effect. */
  readonly mean: number;
  /** Lower end of the interval. */
  readonly lower: number;
  /** Upper end of the interval. */
  readonly upper: number;
  /** Confidence level of the interval. */
  readonly level: number;
  /** What the effect measures. */
  readonly name: string;
}

/** What one stratum of a claim came to. */
export interface StratumOutcome extends
  Pick<
    Outcome,
    | ("verdict" | "cases" | "cause" | "reason" | "effect" | "clipped" | "streams")
    | ("logEvidence" | "closest")
  > {
  /** The stratum's name. */
  readonly name: string;
}

/** Confidence level of reported intervals. */
export const INTERVAL_LEVEL = 0.95;

/** A failing case as a value. */
export interface FailingCase {
  /** What the generator drew, a JSON value. */
  readonly spec: unknown;
  /** By how much it fails, or holds. */
  readonly margin: Margin;
}

/** The result of one claim on one subject. */
export interface Outcome {
  /** What the run says. */
  readonly verdict: Verdict;
  /** Cases or replicates that were run. */
  readonly cases: number;
  /** Why an undecided claim is undecided, for programs. */
  readonly cause?: Cause;
  /** The same for people. */
  readonly reason?: string;
  /** The smallest margin seen, and whose it is. */
  readonly closest?: FailingCase;
  /** Universal claims: the counterexample, shrunk. */
  readonly counterexample?: FailingCase;
  /** Claims that are to be refuted: how many of the cases fail. */
  readonly failing?: number;
  /** Shards: the needs that the claim read, in alphabetical order; together they must have read them all. */
  readonly read?: readonly string[];
  /** How often each part of the regime was reached. */
  readonly cells?: readonly CellCount[];
  /** Statistical claims: the mean effect. */
  readonly effect?: Effect;
  /** Statistical claims: how many effects were beyond the bound, so that the mean is of what was left of them. */
  readonly clipped?: number;
  /** Statistical claims: the effects in order, one list for each shard. */
  readonly streams?: readonly (readonly number[])[];
  /** Claims with strata: what those came to that were run; but for the evidence, the figures are the weakest's. */
  readonly strata?: readonly StratumOutcome[];
  /** Statistical claims: natural logarithms of the e-values for and against. */
  readonly logEvidence?: LogEvidence;
}

/** How far a run has come. */
export interface Progress {
  /** Cases or replicates so far. */
  readonly done: number;
  /** The most there will be. */
  readonly of: number;
  /** Statistical claims: the larger of the two log e-values. */
  readonly logEvidence?: number;
}

/** Everything a run takes from outside: seed, rates, and hooks for a terminal. */
export interface RunControl {
  /** The claim's own seed. */
  readonly seed: number;
  /** Most cases, or replicates of a stratum, of all shards together. */
  readonly limit: number;
  /** The part of them that this run takes; all when absent. */
  readonly shard?: Shard;
  /** α and β of a statistical decision. */
  readonly rates: ErrorRates;
  /** Look for a smaller counterexample, and at all strata; off for mutants, where one failure is enough. */
  readonly shrink: boolean;
  /** Some of the claim's strata are run, by choice: what these leave unread or unreached is not held against it. */
  readonly someStrata?: boolean;
  /** Called often; must be cheap. */
  readonly onProgress?: (progress: Progress) => void;
  /** Awaited often: lets a terminal or a signal have its turn. */
  readonly pause?: () => Promise<void> | undefined;
  /** True once the user asked to stop. */
  readonly stopped?: () => boolean;
}

/** The outcome of a run that could not decide, and why. */
export function undecided(cases: number, { cause, reason }: Obstacle): Outcome {
  return { verdict: "undecided", cases, cause, reason };
}

/** One line for a thrown value. */
export function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
