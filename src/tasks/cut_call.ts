/** Parts of a call of attention, as calls of their own. */

import { type AttentionCall, lengthOf } from "./attention_call.ts";

/** Rows of an array that has `groups` groups of `rows` rows of so many entries. */
interface Layout {
  readonly groups: number;
  readonly rows: number;
  readonly entries: number;
}

/** The first `count` rows of each group. */
function firstRows<Entries extends Float64Array | Uint8Array>(
  flat: Entries,
  { groups, rows, entries }: Layout,
  count: number,
): Entries {
  const cut = flat.slice(0, groups * count * entries) as Entries;
  for (let group = 0; group < groups; group++) {
    const from = group * rows * entries;
    cut.set(flat.subarray(from, from + count * entries), group * count * entries);
  }
  return cut;
}

/**
 * One prompt of a call, alone and without its padding.
 *
 * @example The second of two prompts, one point long
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { randomStream } from "@attest/attest";
 * import { drawCall, ONE_OF_EACH, promptOf } from "@attest/attest/measurement";
 *
 * const shape = { ...ONE_OF_EACH, prompts: 2, points: 3 };
 * const call = drawCall(shape, randomStream(1), [3, 1]);
 * assertEquals(promptOf(call, 1).keys, call.keys.slice(3, 4));
 * ```
 */
export function promptOf(call: AttentionCall, prompt: number): AttentionCall {
  const { lengths: _, mask, shape, ...options } = call;
  const { prompts, keyHeads, queries, points, dimension, valueDimension } = shape;
  const length = lengthOf(call, prompt);
  const own = <Entries extends Float64Array | Uint8Array>(flat: Entries) => {
    const size = flat.length / prompts;
    return flat.slice(prompt * size, (prompt + 1) * size) as Entries;
  };
  const heads = { groups: keyHeads, rows: points };
  return {
    ...options,
    shape: { ...shape, prompts: 1, points: length },
    queries: own(call.queries),
    keys: firstRows(own(call.keys), { ...heads, entries: dimension }, length),
    values: firstRows(own(call.values), { ...heads, entries: valueDimension }, length),
    ...(mask && {
      mask: firstRows(own(mask), { groups: queries, rows: points, entries: 1 }, length),
    }),
  };
}

/**
 * One head of a call that has as many heads of keys as of queries, alone.
 *
 * @example The second of two heads
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { randomStream } from "@attest/attest";
 * import { drawCall, headOf, ONE_OF_EACH } from "@attest/attest/measurement";
 *
 * const call = drawCall({ ...ONE_OF_EACH, heads: 2, keyHeads: 2 }, randomStream(1));
 * assertEquals(headOf(call, 1).values, call.values.slice(1));
 * ```
 */
export function headOf(call: AttentionCall, head: number): AttentionCall {
  const { shape } = call;
  const { prompts, heads, queries, points, dimension, valueDimension } = shape;
  const own = (flat: Float64Array, rows: number, entries: number) => {
    const size = rows * entries;
    const from = flat.subarray(head * size);
    return firstRows(from, { groups: prompts, rows: heads * rows, entries }, rows);
  };
  return {
    ...call,
    shape: { ...shape, heads: 1, keyHeads: 1 },
    queries: own(call.queries, queries, dimension),
    keys: own(call.keys, points, dimension),
    values: own(call.values, points, valueDimension),
  };
}
