import { gradientBeyond64Lost } from "../fixtures/mutants/gradient_beyond_64_lost.ts";
import { gradientOfFirstQuery } from "../fixtures/mutants/gradient_of_first_query.ts";
import { gradientOfLastHeadLost } from "../fixtures/mutants/gradient_of_last_head_lost.ts";
import { gradientOfMaskedLeaks } from "../fixtures/mutants/gradient_of_masked_leaks.ts";
import { gradientOfWeightsOnDiagonal } from "../fixtures/mutants/gradient_of_weights_on_diagonal.ts";
import { gradientScaleMissing } from "../fixtures/mutants/gradient_scale_missing.ts";
import { gradientScaleTwice } from "../fixtures/mutants/gradient_scale_twice.ts";
import { gradientThroughMaskIgnored } from "../fixtures/mutants/gradient_through_mask_ignored.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { drawCall, drawMask, slopeAlong } from "../src/measurement.ts";
import {
  type AttentionCall,
  counts,
  countsAndEnds,
  dot,
  exactMargin,
  identityMargin,
  norm,
  oneOf,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/**
 * With a the weights of a row and u_j = g·v_j: ∂/∂v_j = a_j g and ∂/∂s_j = a_j (u_j − Σ_k a_k u_k). Held to differences of the
 * subject's own answer along a random direction of queries, of keys and of values; at hidden places it is 0,
 * whatever stands there.
 */
export const claim = universalClaim({
  id: "D14",
  slug: "operator_gradient_is_the_derivative",
  statement:
    "the gradient at queries, keys and values is the derivative of the subject's own answer, and 0 at places that no query sees",
  formula: String.raw`
    \frac{\partial(g\cdot o)}{\partial v_j}=a_jg,\qquad\frac{\partial(g\cdot o)}{\partial s_j}=a_j\Bigl(g\cdot v_j-\sum_ka_k\,g\cdot v_k\Bigr)`,
  source: "derivative of the softmax",
  regime: "masks; normal queries, keys and values",
  symbols: { padding: "padding of" },
  kind: "ID",
  expected: "verified",
  needs: ["attendBatch", "attendGradient"],
  mutants: [
    gradientScaleMissing,
    gradientScaleTwice,
    gradientOfWeightsOnDiagonal,
    gradientOfLastHeadLost,
    gradientOfMaskedLeaks,
    gradientBeyond64Lost,
    gradientOfFirstQuery,
    gradientThroughMaskIgnored,
  ],
  generator: specs({
    n: countsAndEnds([1, 9], [64, 65, 129]),
    heads: counts(1, 2),
    queries: counts(1, 2),
    d: counts(2, 4),
    padding: oneOf("numbers", "NaN"),
    seed: seeds(),
  }),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check({ n, heads, queries, d, padding, seed }, { attendBatch, attendGradient }) {
    const stream = randomStream(seed, "D14");
    const shape = { prompts: 2, heads, keyHeads: heads, queries, points: n + 2, dimension: d };
    const lengths = [n, stream.integer(1, n)];
    const drawn = drawCall({ ...shape, valueDimension: 2 }, stream, lengths);
    const isHidden = (at: number, entries: number) =>
      Math.floor(at / entries) % (n + 2) >= lengths[Math.floor(at / (entries * (n + 2) * heads))];
    const hide = (flat: Float64Array, entries: number, put: number) =>
      flat.map((entry, at) => isHidden(at, entries) ? put : entry);
    const full = padding === "NaN"
      ? { keys: hide(drawn.keys, d, NaN), values: hide(drawn.values, 2, NaN) }
      : {};
    const call: AttentionCall = { ...drawn, ...full, mask: drawMask(drawn, stream) };
    const normals = (length: number) => Float64Array.from({ length }, () => stream.normal());
    const cotangent = normals(2 * heads * queries * 2);
    const gradient = attendGradient(call, cotangent);
    const directions = {
      queries: normals(call.queries.length),
      keys: hide(normals(call.keys.length), d, 0),
      values: hide(normals(call.values.length), 2, 0),
    };
    return worstMargin(
      (["queries", "keys", "values"] as const).map((part) => {
        const along = directions[part].map((u) => u / norm(directions[part]));
        const f = (moved: Float64Array) => dot(attendBatch({ ...call, [part]: moved }), cotangent);
        return identityMargin(
          `slope along ${part}`,
          dot(gradient[part], along),
          slopeAlong(f, { at: call[part], along }),
          { tolerance: TOLERANCE.centralDifference },
        );
      }),
      ([["keys", d], ["values", 2]] as const).map(([part, entries]) =>
        exactMargin(
          `gradient of ${part} at hidden places is 0`,
          gradient[part].every((slope, at) => !isHidden(at, entries) || slope === 0),
          true,
        )
      ),
    );
  },
});

testClaim(claim);
