/** Prompts without any structure that a mistake could hide behind: every number is its own normal draw. */

import type { RandomStream } from "../prng.ts";
import { createPrompt, type Prompt, type PromptBatch, stackPrompts } from "./prompt.ts";

/** How large. */
export interface Sizes {
  /** n. */
  readonly n: number;
  /** d. */
  readonly d: number;
}

/** `count` normal draws. */
export function normals(count: number, stream: RandomStream): number[] {
  return Array.from({ length: count }, () => stream.normal());
}

/** rows×columns normal draws; a square of them is no symmetric matrix. */
export function normalRows(
  { rows, columns = rows }: { readonly rows: number; readonly columns?: number },
  stream: RandomStream,
): number[][] {
  return Array.from({ length: rows }, () => normals(columns, stream));
}

/** n labelled points and a query in d dimensions, all normal. */
export function normalPrompt({ n, d }: Sizes, stream: RandomStream): Prompt {
  const covariates = normalRows({ rows: n, columns: d }, stream);
  return createPrompt({ covariates, labels: normals(n, stream), query: normals(d, stream) });
}

/** A batch like it whose scores all overflow where every entry of M is 1e308: all coordinates are 1 or more. */
export function overflowing(batch: PromptBatch): PromptBatch {
  const beyondOne = (coordinates: Float64Array) => coordinates.map((x) => 1 + Math.abs(x));
  return {
    ...batch,
    covariates: beyondOne(batch.covariates),
    queries: beyondOne(batch.queries),
  };
}

/** B such prompts with normal targets. */
export function normalBatch(
  { prompts, ...sizes }: Sizes & { readonly prompts: number },
  stream: RandomStream,
): PromptBatch {
  const all = Array.from({ length: prompts }, () => normalPrompt(sizes, stream));
  return stackPrompts(all, normals(prompts, stream));
}
