/** What a model of one's own offers: its operations, and the options of its operator. */

import type { AttentionFacts } from "./attention_facts.ts";
import type { AttentionOperator } from "./capabilities.ts";
import type { Operation } from "./operations.ts";

/**
 * The operator's options and the capabilities that they give. `groups` are fewer heads of keys than of queries; the
 * others are called as their fields in a call. Lengths and masks are no options: every operator has them.
 */
export const OPTIONS = {
  groups: "attendGrouped",
  causal: "attendCausal",
  scale: "attendScaled",
  softCap: "attendCapped",
  slopes: "attendSloped",
  sinkScores: "attendWithSinks",
  topK: "attendTopK",
  chunkLength: "attendInChunks",
  cacheSteps: "attendFromCache",
} as const satisfies Readonly<Record<string, keyof AttentionOperator>>;

/** An option's name. */
export type OperatorOption = keyof typeof OPTIONS;

/** The names of all options. */
export const OPTION_NAMES: readonly OperatorOption[] = Object.keys(OPTIONS) as OperatorOption[];

/** What a model says of its `attendBatch`. */
export interface OfferedOperator {
  readonly options: readonly OperatorOption[];
  readonly facts: AttentionFacts;
}

/** What a model offers. */
export interface Offer {
  readonly operations: readonly Operation[];
  /** Only beside `attendBatch`. */
  readonly operator?: OfferedOperator;
}

/** The largest finite numbers of the types that models compute in. */
export const LARGEST = {
  float64: Number.MAX_VALUE,
  float32: (2 - 2 ** -23) * 2 ** 127,
  bfloat16: (2 - 2 ** -7) * 2 ** 127,
  float16: 65504,
} as const;
