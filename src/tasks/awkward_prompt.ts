/** Prompts with what loops and look-ups trip over: copies, the query among the points, labels that are 0. */

import type { RandomStream } from "../prng.ts";
import { requireCount } from "../validate.ts";
import { createPrompt, type Prompt } from "./prompt.ts";

/** What a prompt is to have. */
export interface AwkwardPromptOptions {
  /** n. */
  readonly contextLength: number;
  /** d. */
  readonly dimension: number;
  /** How many points, drawn one after the other, become the query (the first of them) and the first point in turns. */
  readonly copies: number;
  /** Labels are this times a standard normal, and one in ten is 0. */
  readonly labelSize: number;
}

/**
 * Gaussian points, query and labels, with copies and zeros among them.
 *
 * @example The query is one of the points
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { randomStream } from "@attest/attest";
 * import { awkwardPrompt } from "@attest/attest/measurement";
 *
 * const sizes = { contextLength: 1, dimension: 3, copies: 1, labelSize: 100 };
 * const { covariates, query } = awkwardPrompt(sizes, randomStream(1));
 * assertEquals(covariates.to2DArray(), [[...query]]);
 * ```
 *
 * @throws {RangeError} On no points, no dimension, or a number of copies that is no count.
 */
export function awkwardPrompt(
  { contextLength: n, dimension: d, copies, labelSize }: AwkwardPromptOptions,
  stream: RandomStream,
): Prompt {
  requireCount("context length n", n);
  requireCount("dimension d", d);
  requireCount("copies", copies, 0);
  const vector = () => Array.from({ length: d }, () => stream.normal());
  const query = vector();
  const covariates = Array.from({ length: n }, vector);
  for (let c = 0; c < copies; c++) {
    covariates[stream.integer(0, n - 1)] = c % 2 === 0 ? query : covariates[0];
  }
  const labels = covariates.map(() => stream.uniform() < 0.1 ? 0 : labelSize * stream.normal());
  return createPrompt({ covariates, labels, query });
}
