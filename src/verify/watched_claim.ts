/** The cases of a claim, one by one as they are run, for whoever wants to look at what was generated. */

import type { Claim, StatisticalClaim, UniversalClaim } from "../claim/claim.ts";
import type { Margin } from "../decision/margin.ts";
import { describeError } from "./outcome.ts";
import { replicateMargin } from "./replicate_rule.ts";

/** One generated case, or one replicate. */
export interface GeneratedCase {
  /** Position in the run, from 0. */
  readonly index: number;
  /** What the generator drew; of a replicate its setting. */
  readonly spec: unknown;
  /** Of a replicate: its seed. */
  readonly seed?: number;
  /** By how much it holds; undefined when it crashed. */
  readonly margin: Margin | undefined;
  /** What it crashed of. */
  readonly crash?: string;
  /** What checking it took. */
  readonly seconds: number;
}

/** A clock, and whom to tell. */
export interface Watch {
  /** A clock in milliseconds. */
  readonly now: () => number;
  /** Called after each case, before the run goes on. */
  readonly onCase: (generated: GeneratedCase) => void;
  /** Position in the run of the first replicate that is told; 0 when absent. */
  readonly first?: number;
}

/**
 * The same claim, which tells of every case that it is run on, with the same verdict.
 *
 * It is for one run on one subject. The cases by which fast-check shrinks a counterexample are not told: they
 * are not drawn as the others are, and would distort what is made of them.
 */
export function watchedClaim(claim: Claim, watch: Watch): Claim {
  return claim.unit === "cases" ? watchedCases(claim, watch) : watchedReplicates(claim, watch);
}

function watchedCases(claim: UniversalClaim, { now, onCase }: Watch): UniversalClaim {
  let index = 0;
  let shrinking = false;
  return {
    ...claim,
    check(spec, subject) {
      if (shrinking) return claim.check(spec, subject);
      const begun = now();
      const tell = (result: Pick<GeneratedCase, "margin" | "crash">) =>
        onCase({ index: index++, spec, ...result, seconds: (now() - begun) / 1000 });
      const margin = crashTold(() => claim.check(spec, subject), tell);
      tell({ margin });
      shrinking = !(margin.margin >= 0);
      return margin;
    },
  };
}

/** The same for replicates, which need not be the first of their run. */
export function watchedReplicates(
  claim: StatisticalClaim,
  { now, onCase, first = 0 }: Watch,
): StatisticalClaim {
  let index = first;
  return {
    ...claim,
    replicate(spec, seed, subject) {
      const begun = now();
      const tell = (result: Pick<GeneratedCase, "margin" | "crash">) =>
        onCase({ index: index++, spec, seed, ...result, seconds: (now() - begun) / 1000 });
      const effect = crashTold(() => claim.replicate(spec, seed, subject), tell);
      tell({ margin: replicateMargin(claim, effect) });
      return effect;
    },
  };
}

/** What `run` returns; what it throws is told on its way. */
function crashTold<T>(
  run: () => T,
  tell: (result: { readonly margin: undefined; readonly crash: string }) => void,
): T {
  try {
    return run();
  } catch (error) {
    tell({ margin: undefined, crash: describeError(error) });
    throw error;
  }
}
