/** The errors of attention and its peers on the same queries, each answered without itself. */

import { chooseNeighbours, neighbourAnswers, type WindowChoice, windowLosses } from "./choices.ts";
import type { LinearModel } from "./linear_models.ts";
import type { MeasuredOn } from "./noise_and_slope.ts";
import { type Estimate, mean, standardError } from "./summary.ts";

/** A way to answer, and its squared error on each query. */
export interface MethodLoss {
  readonly name: string;
  readonly losses: Float64Array;
}

/** A way to answer, and how far it is off. */
export interface MethodError {
  readonly name: string;
  /** Root mean square error over the label's standard deviation, with its 90 % interval. */
  readonly error: Estimate;
}

/** What softmax attention, linear models, k-NN and 1-NN are off by on leave-one-out probes. */
export function leaveOneOutLosses(
  { records, probes, rows }: MeasuredOn,
  { choice, models }: { readonly choice: WindowChoice; readonly models: readonly LinearModel[] },
): { readonly methods: readonly MethodLoss[]; readonly neighbours: number } {
  const labels = Float64Array.from(rows, (row) => records.labels[row]);
  const squared = (answers: Float64Array) => answers.map((answer, q) => (answer - labels[q]) ** 2);
  const neighbours = chooseNeighbours(probes, { rows: records.labels, labels });
  const methods = [
    { name: "softmax attention", losses: windowLosses(probes, labels, choice.index) },
    ...models.map((model) => ({ name: model.name, losses: squared(model.leaveOut(rows)) })),
    { name: "k-NN", losses: squared(neighbourAnswers(probes, records.labels, neighbours)) },
    { name: "1-NN", losses: squared(neighbourAnswers(probes, records.labels, 1)) },
  ];
  return { methods, neighbours };
}

/** Root mean square error over `deviation`, by the delta method. */
export function methodError({ name, losses }: MethodLoss, deviation: number): MethodError {
  const error = mean(losses);
  const spread = 1.6448536269514722 * standardError(losses);
  const root = (value: number) => Math.sqrt(Math.max(0, value)) / deviation;
  return {
    name,
    error: { value: root(error), lower: root(error - spread), upper: root(error + spread) },
  };
}
