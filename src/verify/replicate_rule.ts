/** The rule of a statistical claim: what decides it, when that is enough, how far one effect bears it out. */

import type { StatisticalFacts } from "../claim/facts.ts";
import { EquivalenceTest } from "../decision/equivalence_decider.ts";
import type { Margin } from "../decision/margin.ts";
import { type Decider, SequentialTest } from "../decision/sequential_decider.ts";
import type { ErrorRates } from "../decision/verdict.ts";
import type { RunControl } from "./outcome.ts";
import { stoppingShare, WHOLE } from "./shard.ts";

/** The decider that a claim's rule asks for. */
export function deciderFor(
  { bound, smallestEffect, within }: Pick<
    StatisticalFacts,
    "bound" | "smallestEffect" | "within"
  >,
  rates: ErrorRates,
): Decider {
  const rule = { bound, smallestEffect, ...rates };
  return within === undefined
    ? new SequentialTest(rule)
    : new EquivalenceTest({ ...rule, tolerance: within });
}

/** How far one effect is on the claim's side: a mean is claimed, so one replicate below 0 refutes nothing. */
export function replicateMargin(
  { within, effectName }: Pick<StatisticalFacts, "within" | "effectName">,
  effect: number,
): Margin {
  const margin = within === undefined ? effect : within - Math.abs(effect);
  return { margin, got: effect, wanted: 0, what: effectName };
}

/** A whole run goes on until it is decided, a shard until it has done its share. */
export function isEnough(
  decider: Decider,
  { rates, shard = WHOLE }: Pick<RunControl, "rates" | "shard">,
): boolean {
  if (shard.of === 1) return decider.verdict !== "undecided";
  const share = stoppingShare(shard);
  const { for: pro, against } = decider.logEvidence;
  return pro >= -Math.log(rates.alpha) * share || against >= -Math.log(rates.beta) * share;
}
