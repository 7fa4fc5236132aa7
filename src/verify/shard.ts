/** One run over several machines: each takes a part of the cases and replicates of every claim. */

/** Which part of how many. */
export interface Shard {
  /** From 1 to `of`. */
  readonly index: number;
  /** Number of parts. */
  readonly of: number;
}

/** A run without shards. */
export const WHOLE: Shard = { index: 1, of: 1 };

/**
 * The shard's range of `limit` cases, from the first to before the last.
 *
 * Ranges follow one another without gap or overlap, so shards share no case and no seed, and all of them
 * together are the whole run.
 *
 * @throws {RangeError} Unless 1 ≤ index ≤ of, whole numbers.
 *
 * @example Ten cases in three parts
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { shardRange } from "./shard.ts";
 *
 * const ranges = [1, 2, 3].map((index) => shardRange(10, { index, of: 3 }));
 * assertEquals(ranges, [{ from: 0, to: 3 }, { from: 3, to: 6 }, { from: 6, to: 10 }]);
 * ```
 */
export function shardRange(
  limit: number,
  { index, of }: Shard,
): { readonly from: number; readonly to: number } {
  if (!(Number.isInteger(of) && Number.isInteger(index) && index >= 1 && index <= of)) {
    throw new RangeError(`a shard must be I of N with 1 ≤ I ≤ N, got ${index} of ${of}`);
  }
  return { from: Math.floor(((index - 1) * limit) / of), to: Math.floor((index * limit) / of) };
}

/**
 * A shard stops once its evidence is this many times its share of what a decision takes: room for one
 * that the draw treats badly, as those of the others make up for it.
 */
const ROOM = 1.5;

/** Share of the evidence for a decision, in logarithms, at which a shard stops. */
export function stoppingShare({ of }: Shard): number {
  return Math.min(1, ROOM / of);
}
