/** What an answer costs, in multiply-adds, when the context has been prepared (claims C9.saving and C11.saving). */

import { requireCount } from "../validate.ts";

/** Attention in its forms: all points, the k nearest, features of either kind, or linear. */
export type AttentionForm =
  | { readonly form: "softmax" }
  | { readonly form: "nearest"; readonly kept: number; readonly indexed: boolean }
  | { readonly form: "positive" | "trigonometric"; readonly features: number }
  | { readonly form: "linear" };

/** Multiply-adds; exponentials, cosines and comparisons are as many as the entries of a score or feature vector. */
export interface AttentionCost {
  /** Once for the context. */
  readonly prepared: number;
  /** For each query. */
  readonly answer: number;
}

/**
 * The costs of a context of n points in d dimensions.
 *
 * A softmax answer takes n scores of d, and n values; the k nearest save n − k values, and with an index, whose search
 * is not counted, n − k scores as well. Features keep Σφ(x_i) and Σφ(x_i)y_i: an answer takes the m features of the
 * query, and two products of m, or 2m where cosines and sines are two. Linear attention keeps Σy_i x_i.
 *
 * @example Sixty positive features cost as much as seventy points, at d = 5
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { attentionCost } from "@attest/attest/measurement";
 *
 * const answer = (n: number, form: Parameters<typeof attentionCost>[1]) =>
 *   attentionCost({ contextLength: n, dimension: 5 }, form).answer;
 * assertEquals(answer(70, { form: "positive", features: 60 }), answer(70, { form: "softmax" }));
 * ```
 *
 * @throws {RangeError} On sizes that are not positive whole numbers.
 */
export function attentionCost(
  { contextLength: n, dimension: d }: {
    readonly contextLength: number;
    readonly dimension: number;
  },
  form: AttentionForm,
): AttentionCost {
  requireCount("context length n", n);
  requireCount("dimension d", d);
  switch (form.form) {
    case "softmax":
      return { prepared: 0, answer: n * (d + 1) };
    case "nearest": {
      requireCount("number of points k", form.kept);
      const kept = Math.min(n, form.kept);
      return { prepared: 0, answer: (form.indexed ? kept : n) * d + kept };
    }
    case "positive":
    case "trigonometric": {
      requireCount("number of features m", form.features);
      const each = form.features * (d + (form.form === "positive" ? 2 : 4));
      return { prepared: n * each, answer: each };
    }
    case "linear":
      return { prepared: n * d, answer: d };
  }
}
