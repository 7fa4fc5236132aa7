/** Calls of attention as numbers: the shape, then how many numbers each option has, and then all of them. */

import type { AttentionGradient } from "../model/batched_attention_gradient.ts";
import type { AttentionCall, AttentionShape } from "../tasks/attention_call.ts";

/** What a call measures, and its numbers in the order of the fields. */
interface PackedCall {
  readonly sizes: readonly number[];
  readonly values: Float64Array;
}

/** Counts of the shape, in the order of the sizes. */
const SHAPE: readonly (keyof AttentionShape)[] = [
  ...(["prompts", "heads", "keyHeads", "queries"] as const),
  ...(["points", "dimension", "valueDimension"] as const),
];

type Lists = Omit<AttentionCall, "shape" | "queries" | "keys" | "values">;

/** Options in the order of the sizes, each as so many numbers, none where it is off; and back. */
const OPTIONS: {
  readonly [Name in keyof Lists]-?: (numbers: Float64Array) => NonNullable<Lists[Name]>;
} = {
  lengths: (numbers) => [...numbers],
  mask: (numbers) => Uint8Array.from(numbers),
  causal: ([number]) => number !== 0,
  scale: ([number]) => number,
  softCap: ([number]) => number,
  slopes: (numbers) => numbers,
  sinkScores: (numbers) => numbers,
  topK: ([number]) => number,
  chunkLength: ([number]) => number,
  cacheSteps: (numbers) => [...numbers],
};
const NAMES = Object.keys(OPTIONS) as (keyof Lists)[];

/** What the sizes are, for people. */
export const CALL_SIZES = `${SHAPE.join(", ")}, and how many numbers each option has`;

/** The parts of a call of these sizes. */
export function callFields(sizes: readonly number[]): { name: string; length: number }[] {
  return [
    ...Object.entries(arrayLengths(sizes)),
    ...NAMES.map((name, i) => [name, sizes[SHAPE.length + i]] as const),
  ].map(([name, length]) => ({ name, length }));
}

/** How many numbers answer a call of these sizes. */
export function answerLength([prompts, heads, , queries, , , valueDimension]: readonly number[]) {
  return prompts * heads * queries * valueDimension;
}

/** A call as numbers. */
export function packCall(call: AttentionCall): PackedCall {
  const options = NAMES.map((name) => numbersOf(call[name]));
  const parts = [call.queries, call.keys, call.values, ...options];
  return {
    sizes: [...SHAPE.map((name) => call.shape[name]), ...options.map(({ length }) => length)],
    values: Float64Array.from(parts.flatMap((part) => Array.from(part))),
  };
}

/** The call of these numbers, all of them copies; what is off is left out. */
export function unpackCall({ sizes, values }: PackedCall): AttentionCall {
  let at = 0;
  const parts = new Map(
    callFields(sizes).map(({ name, length }) => [name, values.slice(at, at += length)]),
  );
  const shape = Object.fromEntries(SHAPE.map((name, i) => [name, sizes[i]]));
  const options = NAMES.filter((_, i) => sizes[SHAPE.length + i] > 0)
    .map((name) => [name, OPTIONS[name](parts.get(name)!)]);
  return {
    shape: shape as unknown as AttentionShape,
    queries: parts.get("queries")!,
    keys: parts.get("keys")!,
    values: parts.get("values")!,
    ...Object.fromEntries(options),
  };
}

/** How many numbers a gradient at queries, keys and values has. */
export function gradientLength(sizes: readonly number[]): number {
  return Object.values(arrayLengths(sizes)).reduce((sum, length) => sum + length);
}

/** The gradient of these numbers, for a call of these sizes. */
export function gradientOf(values: Float64Array, sizes: readonly number[]): AttentionGradient {
  const { queries, keys } = arrayLengths(sizes);
  return {
    queries: values.slice(0, queries),
    keys: values.slice(queries, queries + keys),
    values: values.slice(queries + keys),
  };
}

/** Numbers of queries, keys and values. */
function arrayLengths(
  [prompts, heads, keyHeads, queries, points, dimension, valueDimension]: readonly number[],
) {
  return {
    queries: prompts * heads * queries * dimension,
    keys: prompts * keyHeads * points * dimension,
    values: prompts * keyHeads * points * valueDimension,
  };
}

function numbersOf(option: number | boolean | ArrayLike<number> | undefined): ArrayLike<number> {
  if (option === undefined || option === false) return [];
  return typeof option === "object" ? option : [Number(option)];
}
