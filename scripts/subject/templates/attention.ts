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

/** Options of a call that `attendBatch` knows: claims about others are not put to it. */
export const options = ["causal"];

/**
 * Several prompts, heads and queries in one call, with lengths, a mask and a causal one: prompts × heads × queries ×
 * valueDimension numbers. Null refuses the call, where a query sees nothing and `facts` has `emptyRow: "refused"`.
 *
 * With it claims about the operator are put to your attention. Without it, delete this function and the options.
 */
export function attendBatch({ shape, queries, keys, values, lengths, mask, causal }: Call) {
  const { prompts, heads, queries: m, points, dimension: d, valueDimension: e } = shape;
  const answers = new Float64Array(prompts * heads * m * e);
  for (let row = 0; row < prompts * heads * m; row++) {
    const [head, i] = [Math.floor(row / m), row % m];
    const prompt = Math.floor(head / heads);
    const n = lengths?.[prompt] ?? points;
    // The last query stands at the last point.
    const end = causal ? n - m + i + 1 : n;
    const seen: number[] = [];
    for (let j = 0; j < end; j++) {
      if (mask === undefined || mask[(prompt * m + i) * points + j] === 1) seen.push(j);
    }
    // A query that sees nothing is answered with zeros.
    if (seen.length === 0) continue;
    const weights = weigh(Float64Array.from(seen, (j) => {
      let product = 0;
      for (let c = 0; c < d; c++) {
        product += queries[row * d + c] * keys[(head * points + j) * d + c];
      }
      return product / Math.sqrt(d);
    }));
    seen.forEach((j, k) => {
      for (let c = 0; c < e; c++) {
        answers[row * e + c] += weights[k] * values[(head * points + j) * e + c];
      }
    });
  }
  return answers;
}

/** A call: flat arrays with the last index fastest; `.github/SUBJECTS.md` has their shapes and the other options. */
interface Call {
  readonly shape: Readonly<
    Record<"prompts" | "heads" | "queries" | "points" | "dimension" | "valueDimension", number>
  >;
  readonly queries: Float64Array;
  readonly keys: Float64Array;
  readonly values: Float64Array;
  readonly lengths?: readonly number[];
  readonly mask?: Uint8Array;
  readonly causal?: boolean;
}
