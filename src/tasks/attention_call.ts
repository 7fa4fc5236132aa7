/** What is asked of attention as people build it: several prompts, queries and heads in one call. */

import { requireCount, requireFiniteNumber, requireLength, requirePositive } from "../validate.ts";

/** How much of everything there is in a call. */
export interface AttentionShape {
  /** Prompts in the batch. */
  readonly prompts: number;
  /** Heads of the queries. */
  readonly heads: number;
  /** Heads of keys and values, a divisor of `heads`: each serves heads/keyHeads of the queries' in a row. */
  readonly keyHeads: number;
  /** Queries of each prompt and head. */
  readonly queries: number;
  /** Places for context points in each prompt. */
  readonly points: number;
  /** Entries of a query and of a key, d. */
  readonly dimension: number;
  /** Entries of a value. */
  readonly valueDimension: number;
}

/** One call: flat arrays with the last index fastest, and options that are off where they are absent. */
export interface AttentionCall {
  /** The sizes of the arrays. */
  readonly shape: AttentionShape;
  /** prompts × heads × queries × dimension. */
  readonly queries: Float64Array;
  /** prompts × keyHeads × points × dimension. */
  readonly keys: Float64Array;
  /** prompts × keyHeads × points × valueDimension. */
  readonly values: Float64Array;
  /** Points of each prompt, its first ones; the places behind are padding and may hold anything. Else: all. */
  readonly lengths?: readonly number[];
  /** prompts × queries × points, 1 where the query may see the point and 0 where it may not. Else: 1. */
  readonly mask?: Uint8Array;
  /**
   * Query i of m sees the points up to n − m + i of its prompt's n, from 0: the last query sees them all, whatever
   * there is more of. With more queries than points the first ones see nothing.
   */
  readonly causal?: boolean;
  /** Takes the place of 1/√d. */
  readonly scale?: number;
  /** c: a scaled score s becomes c·tanh(s/c), before anything is added and before the mask. */
  readonly softCap?: number;
  /** One per head: a score loses slope times the distance of its point's place from n − m + i, the query's. */
  readonly slopes?: Float64Array;
  /** One per head: the score of a further point of value zero, which every query sees. */
  readonly sinkScores?: Float64Array;
  /** Of the points that a query may see, so many of the largest scores take part; of equal ones the earlier. */
  readonly topK?: number;
  /** The points are gone through so many at a time, in one pass; not with `topK`. */
  readonly chunkLength?: number;
  /**
   * How many queries come at a time, m in all: each step appends as many points to a cache and then asks. The
   * answer is that of a causal call.
   */
  readonly cacheSteps?: readonly number[];
}

/** A call in which these options are given. */
export type CallWith<Option extends keyof AttentionCall> =
  & AttentionCall
  & Required<Pick<AttentionCall, Option>>;

/** One query of one head of one prompt. */
export interface AttentionPlace {
  /** From 0, as are the others. */
  readonly prompt: number;
  /** Head of the queries. */
  readonly head: number;
  /** Query of the prompt. */
  readonly query: number;
}

/**
 * All places of a call, in the order of its answer.
 *
 * @example One prompt, two heads, two queries
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { attentionPlaces } from "@attest/attest/measurement";
 *
 * const places = attentionPlaces({ prompts: 1, heads: 2, queries: 2 });
 * assertEquals(places[2], { prompt: 0, head: 1, query: 0 });
 * ```
 */
export function attentionPlaces(
  { prompts, heads, queries }: Pick<AttentionShape, "prompts" | "heads" | "queries">,
): AttentionPlace[] {
  return Array.from({ length: prompts * heads * queries }, (_, at) => ({
    prompt: Math.floor(at / (heads * queries)),
    head: Math.floor(at / queries) % heads,
    query: at % queries,
  }));
}

/** The number of context points of a prompt. */
export function lengthOf({ lengths, shape }: AttentionCall, prompt: number): number {
  return lengths?.[prompt] ?? shape.points;
}

/**
 * Throws unless sizes, arrays and options fit together.
 *
 * @throws {RangeError} With the rule and the value.
 */
export function requireCall(call: AttentionCall): void {
  const { shape: { queries, points, dimension, valueDimension, ...counts } } = call;
  const { prompts, heads, keyHeads } = counts;
  for (const [name, count] of Object.entries({ ...counts, queries, dimension, valueDimension })) {
    requireCount(name, count);
  }
  requireCount("points", points, 0);
  if (heads % keyHeads !== 0) {
    throw new RangeError(`keyHeads must divide ${heads} heads, got ${keyHeads}`);
  }
  const sized = (name: string, array: ArrayLike<number> | undefined, length: number) => {
    if (array !== undefined) requireLength(name, array, { length, because: "like the shape's" });
  };
  sized("queries", call.queries, prompts * heads * queries * dimension);
  sized("keys", call.keys, prompts * keyHeads * points * dimension);
  sized("values", call.values, prompts * keyHeads * points * valueDimension);
  sized("lengths", call.lengths, prompts);
  sized("mask", call.mask, prompts * queries * points);
  sized("slopes", call.slopes, heads);
  sized("sinkScores", call.sinkScores, heads);
  for (const length of call.lengths ?? []) {
    requireCount("length of a prompt", length, 0);
    if (length > points) throw new RangeError(`lengths must be at most ${points}, got ${length}`);
  }
  requireOptions(call);
}

function requireOptions({ shape, scale, softCap, topK, chunkLength, cacheSteps }: AttentionCall) {
  if (scale !== undefined) requireFiniteNumber("scale", scale);
  if (softCap !== undefined) requirePositive("softCap", softCap);
  if (topK !== undefined) requireCount("topK", topK);
  if (chunkLength !== undefined) requireCount("chunkLength", chunkLength);
  if (topK !== undefined && chunkLength !== undefined) {
    throw new RangeError(`topK is not for calls in chunks, got ${topK} and ${chunkLength}`);
  }
  if (cacheSteps === undefined) return;
  for (const step of cacheSteps) requireCount("queries of a step", step);
  const sum = cacheSteps.reduce((total, step) => total + step, 0);
  if (sum !== shape.queries) {
    throw new RangeError(`cacheSteps must sum to ${shape.queries} queries, got ${sum}`);
  }
}
