/** Attention of your own, for `deno task attest verify --subject attention.ts`. */

/** What reports call it. */
export const name = "my attention";

/** What it computes in: float64, float32, bfloat16 or float16. */
export const precision = "float64";

/**
 * n scores to n attention weights: put yours in its place.
 *
 * Predictions, masks, sinks and streams are derived from it. If your model has them itself, export them too:
 * `attend`, `predict`, `predictLinear`, `weighTopK`, `weighWithSink`, `streamSoftmax`; `.github/SUBJECTS.md` says
 * what each is given.
 */
export function weigh(scores: Float64Array): Float64Array {
  const largest = scores.reduce((a, b) => Math.max(a, b));
  const kernels = scores.map((score) => Math.exp(score - largest));
  const sum = kernels.reduce((a, b) => a + b);
  return kernels.map((kernel) => kernel / sum);
}

/**
 * The gradient of Σ c_i a_i with respect to the scores, a = weigh(scores): n numbers.
 *
 * With it your attention is trained as well, by gradient descent. Without it, delete this function.
 */
export function weighVjp(scores: Float64Array, cotangent: Float64Array): Float64Array {
  const weights = weigh(scores);
  const mean = weights.reduce((sum, weight, i) => sum + weight * cotangent[i], 0);
  return weights.map((weight, i) => weight * (cotangent[i] - mean));
}
