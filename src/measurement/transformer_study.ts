/** What is put to a transformer to count its answers (claims A15 and A15.answers). */

import type { Matrix } from "../linalg.ts";
import type { Prompt } from "../tasks/prompt.ts";

/** A transformer, and how many prompts of which length are put to it. */
export interface TransformerStudy {
  /** N, points of a context. */
  readonly contextLength: number;
  /** How many prompts. */
  readonly prompts: number;
  /** W, (d+2)×(d+2). */
  readonly parameters: Matrix;
}

/** The forward pass at W, (d+2)×(d+2). */
export type Transform = (
  prompt: Prompt,
  parameters: Matrix,
) => { readonly prediction: number };
