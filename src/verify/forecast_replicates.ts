/** Estimates how many more replicates a decision needs, so that workers do not run past it. */

import type { StatisticalFacts } from "../claim/facts.ts";
import type { RunControl } from "./outcome.ts";
import { deciderFor, isEnough } from "./replicate_rule.ts";

/**
 * Replicates until there is enough evidence if effects go on as those so far have, over and over again;
 * before the first, the fewest that can be enough. `limit` where that is more.
 *
 * It only says what is worth computing: no verdict follows from it.
 */
export function forecastReplicates(
  claim: StatisticalFacts,
  { effects, limit, ...control }: Pick<RunControl, "rates" | "shard"> & {
    /** Those so far. */
    readonly effects: readonly number[];
    readonly limit: number;
  },
): number {
  const extremes = [claim.bound, -claim.bound, 0];
  const futures = effects.length > 0 ? [effects] : extremes.map((effect) => [effect]);
  return Math.min(...futures.map((future) => {
    const decider = deciderFor(claim, control.rates);
    for (const effect of effects) decider.observe(effect);
    let count = 0;
    while (count < limit && !isEnough(decider, control)) {
      decider.observe(future[count++ % future.length]);
    }
    return count;
  }));
}
