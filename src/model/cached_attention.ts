/** Causal attention step by step: keys and values are kept in a cache, and queries come a few at a time. */

import { type AttentionCall, type CallWith, lengthOf } from "../tasks/attention_call.ts";

/**
 * The answer of a causal call whose m queries come `cacheSteps` at a time.
 *
 * Before the first step the cache holds a prompt's first n − m points, and each step appends as many as it asks.
 *
 * @param attend Answers one step, a causal call on the points that are in the cache by then.
 * @returns prompts × heads × queries × valueDimension.
 */
export function cachedAttention(
  call: CallWith<"cacheSteps">,
  attend: (step: AttentionCall) => Float64Array,
): Float64Array {
  const { shape: { prompts, heads, queries, valueDimension }, cacheSteps } = call;
  const answers = new Float64Array(prompts * heads * queries * valueDimension);
  let from = 0;
  for (const count of cacheSteps) {
    const step = attend(stepOf(call, from, count));
    for (let row = 0; row < prompts * heads; row++) {
      const own = step.subarray(row * count * valueDimension, (row + 1) * count * valueDimension);
      answers.set(own, (row * queries + from) * valueDimension);
    }
    from += count;
  }
  return answers;
}

/** The call of one step: its queries, and the points that are there. */
function stepOf(
  { cacheSteps: _, mask, ...call }: CallWith<"cacheSteps">,
  from: number,
  count: number,
): AttentionCall {
  const { shape } = call;
  const to = from + count;
  const { queries: all, points, dimension } = shape;
  const lengths = Array.from(
    { length: shape.prompts },
    (_, prompt) => Math.max(0, lengthOf(call, prompt) - (all - to)),
  );
  return {
    ...call,
    shape: { ...shape, queries: count },
    queries: rowsBetween(call.queries, { all, from, to, entries: dimension }),
    ...(mask && { mask: rowsBetween(mask, { all, from, to, entries: points }) }),
    lengths,
    causal: true,
  };
}

/** Rows `from` to `to` of every `all` rows of so many entries. */
function rowsBetween<Entries extends Float64Array | Uint8Array>(
  flat: Entries,
  { all, from, to, entries }: Record<"all" | "from" | "to" | "entries", number>,
): Entries {
  return flat.filter((_, at) => {
    const row = Math.floor(at / entries) % all;
    return row >= from && row < to;
  }) as Entries;
}
