/** Prompts of the three trainings for {@link plainLoss}: in each of them scores are linear in what is trained. */

import type { PromptBatch } from "../tasks/prompt.ts";
import type { PlainPrompt } from "./plain_loss.ts";

/** x_iᵀMx_q with M free, d×d row by row: a point's features are x_i x_qᵀ. */
export function plainAttentionPrompts(batch: PromptBatch): PlainPrompt[] {
  return mapPrompts(batch, ({ points, labels, query, target }) => ({
    tokens: points.map((x, i) => ({ value: labels[i], features: outer(x, query) })),
    target,
  }));
}

/** h_iᵀWh_q with W free, (d+2)×(d+2) row by row; the query token comes last and says 0. */
export function plainTransformerPrompts(batch: PromptBatch): PlainPrompt[] {
  return mapPrompts(batch, ({ points, labels, query, target }) => {
    const asked = [...query, 0, 1];
    const context = points.map((x, i) => ({
      value: labels[i],
      features: outer([...x, labels[i], 0], asked),
    }));
    return { tokens: [...context, { value: 0, features: outer(asked, asked) }], target };
  });
}

/**
 * ξ1·t_i, and ξ1 − ξ2 for the query token, with ξ1 and ξ2 free, or ξ1 alone under the hard mask.
 *
 * Labels are averaged out by going through all of them: ±1 for each point but the nearest, whose label is 1,
 * since turning all labels round changes no loss. That is 2^{N−1} prompts for each one.
 *
 * @param innerProducts B·N numbers, prompt by prompt.
 */
export function plainNearestPrompts(
  innerProducts: Float64Array,
  { contextLength: n, masked }: { readonly contextLength: number; readonly masked: boolean },
): PlainPrompt[] {
  const queryToken = masked ? [] : [{ value: 0, features: [1, -1] }];
  return slices(innerProducts, n).flatMap((t) => {
    const nearest = t.indexOf(Math.max(...t));
    const labellings = Array.from(
      { length: 2 ** n },
      (_, bits) => t.map((_, i) => (bits >> i) % 2 === 1 ? 1 : -1),
    ).filter((labels) => labels[nearest] === 1);
    return labellings.map((labels) => {
      const context = t.map((ti, i) => ({ value: labels[i], features: masked ? [ti] : [ti, 0] }));
      return { tokens: [...context, ...queryToken], target: 1 };
    });
  });
}

/** One prompt of a batch in plain lists. */
interface PromptLists {
  readonly points: readonly (readonly number[])[];
  readonly labels: readonly number[];
  readonly query: readonly number[];
  readonly target: number;
}

function mapPrompts(
  { contextLength: n, dimension: d, covariates, labels, queries, targets }: PromptBatch,
  map: (prompt: PromptLists) => PlainPrompt,
): PlainPrompt[] {
  const [points, own, asked] = [slices(covariates, d), slices(labels, n), slices(queries, d)];
  return own.map((labels, b) =>
    map({
      points: points.slice(b * n, (b + 1) * n),
      labels,
      query: asked[b],
      target: targets[b],
    })
  );
}

function slices(values: Float64Array, length: number): number[][] {
  const parts: number[][] = [];
  for (let from = 0; from < values.length; from += length) {
    parts.push([...values.subarray(from, from + length)]);
  }
  return parts;
}

function outer(a: readonly number[], b: readonly number[]): number[] {
  return a.flatMap((x) => b.map((y) => x * y));
}
