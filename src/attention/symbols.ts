/** How the theory writes the fields of its claims' specs, and the words in them. */

/** Shared by both papers, and by what stands next to them. */
const SHARED = {
  contextLength: "n",
  dimension: "d",
  inverseTemperature: "w",
  xi1: "ξ1",
  xi2: "ξ2",
  lipschitz: "L",
  noise: "σ",
  // Paper A's: where the query token's mask starts.
  sigma: "σ",
  ratio: "L/σ",
  noiseRatio: "σ/L",
  learningRate: "η",
  time: "t",
  testLength: "N'",
  rank: "k",
  corank: "d − k",
  taskCount: "K",
  flips: "p",
  functionClass: "class",
  lowRankClass: "class on the subspace",
  relu: "ReLU",
  labelSize: "size of labels",
  condition: "condition number",
  bias: "bias²",
  batch: "prompts a step",
  trainedOn: "trained on",
  testedOn: "tested on",
  kind: "features",
  aspect: "measured",
  quantity: "measured",
} as const;

/** Rows of paper A and the headline, which is about its model: it writes N for the number of pairs. */
const ROW_OF_PAPER_A = /^[AH]\d/;

/**
 * The symbols of a claim's row.
 *
 * @example Both papers have a number of pairs
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { symbolsOf } from "./symbols.ts";
 *
 * assertEquals(["A7", "B7.loss"].map((id) => symbolsOf(id).contextLength), ["N", "n"]);
 * ```
 */
export function symbolsOf(id: string): Readonly<Record<string, string>> {
  return ROW_OF_PAPER_A.test(id) ? { ...SHARED, contextLength: "N", n: "N" } : SHARED;
}
