/** What follows from an operator of one's own. */

import { ONE_OF_EACH } from "../tasks/draw_call.ts";
import type { Capabilities } from "./capabilities.ts";
import { type OfferedOperator, OPTIONS } from "./offer.ts";

/** What the operator is asked with an option, it is asked only where it knows it. */
export function operatorBy(
  attendBatch: Capabilities["attendBatch"],
  { options, facts }: OfferedOperator,
): Partial<Capabilities> {
  return {
    attentionFacts: () => facts,
    ...Object.fromEntries(options.map((option) => [OPTIONS[option], attendBatch])),
  };
}

/** Numbers of unit vectors that are asked for in one call. */
const UNITS = 1 << 18;

/** In one dimension the scale is 1, so that for the query 1 keys are their own scores. */
export function weighByOperator(
  attendBatch: Capabilities["attendBatch"] | undefined,
): Capabilities["weigh"] | undefined {
  return attendBatch && ((scores) => {
    const n = scores.length;
    const weights = new Float64Array(n);
    const most = Math.max(1, Math.floor(UNITS / Math.max(1, n)));
    for (let from = 0; from < n; from += most) {
      const entries = Math.min(most, n - from);
      const values = new Float64Array(n * entries);
      for (let i = 0; i < entries; i++) values[(from + i) * entries + i] = 1;
      const shape = { ...ONE_OF_EACH, points: n, valueDimension: entries };
      const queries = Float64Array.of(1);
      weights.set(attendBatch({ shape, queries, keys: scores, values }), from);
    }
    return weights;
  });
}
