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
 * Labels ±1 are averaged out by going through some of them, the nearest point's being 1, since turning all labels
 * round changes no loss. A square asks no more than that any two points agree as often as not, which Walsh's
 * functions do: point j's label is −1 where j and the number of the labelling share an odd number of binary digits.
 * That takes the next power of two above N of prompts for each one, where all labellings would be 2^{N−1}.
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
    // The nearest point changes places with the first one, whose Walsh function is 1 throughout.
    const place = (i: number) => i === nearest ? 0 : i === 0 ? nearest : i;
    const labellings = Array.from(
      { length: 2 ** Math.ceil(Math.log2(n)) },
      (_, number) => t.map((_, i) => sharesOdd(place(i), number) ? -1 : 1),
    );
    return labellings.map((labels) => {
      const context = t.map((ti, i) => ({ value: labels[i], features: masked ? [ti] : [ti, 0] }));
      return { tokens: [...context, ...queryToken], target: 1 };
    });
  });
}

/** Whether two whole numbers below 2³¹ share an odd number of binary digits 1. */
function sharesOdd(a: number, b: number): boolean {
  let odd = false;
  for (let shared = a & b; shared > 0; shared >>= 1) if (shared % 2 === 1) odd = !odd;
  return odd;
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
