/** The posterior over finitely many tasks, one label after the other (claim C12). */

import { dot, type Matrix } from "../linalg.ts";
import type { Prompt } from "../tasks/prompt.ts";

/** What is left of a target once the prompt is known. */
export interface TaskPosterior {
  /** E[vᵀx_q | prompt]. */
  readonly mean: number;
  /** Var[vᵀx_q | prompt]: the mean square of the best predictor on this prompt. */
  readonly variance: number;
}

/** The logarithm of a label's density at a distance from what a task says, up to a constant. */
export type LogLikelihood = (residual: number, noise: number) => number;

/** Normal noise of standard deviation σ. */
export function normalLikelihood(residual: number, noise: number): number {
  return -((residual / noise) ** 2) / 2;
}

/**
 * Mean and variance of the target, each task being as likely as any other before the prompt.
 *
 * Bayes' rule label by label: every posterior is the prior of the next one. It shares no code with the model's.
 *
 * @example Two tasks, one label half-way between them
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { createPrompt, toMatrix } from "@attest/attest";
 * import { taskPosterior } from "@attest/attest/measurement";
 *
 * const prompt = createPrompt({ covariates: [[1]], labels: [2], query: [10] });
 * const { mean, variance } = taskPosterior(prompt, { tasks: toMatrix([[1], [3]]), noise: 1 });
 * assertAlmostEquals(mean, 20);
 * assertAlmostEquals(variance, 100);
 * ```
 */
export function taskPosterior(
  { covariates, labels, query }: Prompt,
  { tasks, noise }: { readonly tasks: Matrix; readonly noise: number },
  likelihood: LogLikelihood = normalLikelihood,
): TaskPosterior {
  const rows = tasks.to2DArray();
  let beliefs = rows.map(() => 1 / rows.length);
  covariates.to2DArray().forEach((x, i) => {
    const said = rows.map((task) => likelihood(labels[i] - dot(task, x), noise));
    const logs = said.map((value, k) => value + Math.log(beliefs[k]));
    const most = Math.max(...logs);
    const raised = logs.map((log) => Math.exp(log - most));
    const total = raised.reduce((sum, belief) => sum + belief, 0);
    beliefs = raised.map((belief) => belief / total);
  });
  const values = rows.map((task) => dot(task, query));
  const mean = dot(beliefs, values);
  return { mean, variance: dot(beliefs, values.map((value) => (value - mean) ** 2)) };
}
