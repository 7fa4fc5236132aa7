import { gradientAlignedAtStart } from "../fixtures/mutants/gradient_aligned_at_start.ts";
import { gradientMissesDiagonal } from "../fixtures/mutants/gradient_misses_diagonal.ts";
import { gradientOfFutureLeaks } from "../fixtures/mutants/gradient_of_future_leaks.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { drawCall, ONE_OF_EACH, slopeAlong } from "../src/measurement.ts";
import {
  type CallWith,
  counts,
  countsAndEnds,
  dot,
  identityMargin,
  norm,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** Query i of m has no term of a point behind n − m + i, so its derivative at that point's key and value is 0. */
export const claim = universalClaim({
  id: "D14.causal",
  slug: "gradient_stays_within_the_causal_past",
  statement:
    "under a causal mask the gradient is still the derivative of the subject's own answer, with more points than queries too",
  formula: String.raw`\frac{\partial o_i}{\partial(k_j,v_j)}=0\quad\text{for }j>n-m+i`,
  source: "derivative of the softmax over a subset",
  regime:
    "two prompts of different lengths, no more queries than points; normal queries, keys and values",
  kind: "ID",
  expected: "verified",
  needs: ["attendCausal", "attendGradient"],
  mutants: [gradientOfFutureLeaks, gradientMissesDiagonal, gradientAlignedAtStart],
  generator: specs({
    n: countsAndEnds([1, 9], [64, 65]),
    queries: counts(1, 5),
    heads: counts(1, 2),
    seed: seeds(),
  }),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check({ n, queries: asked, heads, seed }, { attendCausal, attendGradient }) {
    const stream = randomStream(seed, "D14.causal");
    const queries = Math.min(n, asked);
    const shape = { ...ONE_OF_EACH, prompts: 2, heads, keyHeads: heads, queries, points: n };
    const drawn = drawCall({ ...shape, dimension: 2 }, stream, [n, stream.integer(queries, n)]);
    const call: CallWith<"causal"> = { ...drawn, causal: true };
    const normals = (length: number) => Float64Array.from({ length }, () => stream.normal());
    const cotangent = normals(2 * heads * queries);
    const gradient = attendGradient(call, cotangent);
    return worstMargin(
      (["queries", "keys", "values"] as const).map((part) => {
        const direction = normals(call[part].length);
        const along = direction.map((u) => u / norm(direction));
        const f = (moved: Float64Array) => dot(attendCausal({ ...call, [part]: moved }), cotangent);
        return identityMargin(
          `slope along ${part}`,
          dot(gradient[part], along),
          slopeAlong(f, { at: call[part], along }),
          { tolerance: TOLERANCE.centralDifference },
        );
      }),
    );
  },
});

testClaim(claim);
