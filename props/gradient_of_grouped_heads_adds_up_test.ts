import { gradientOfGroupAveraged } from "../fixtures/mutants/gradient_of_group_averaged.ts";
import { gradientOfGroupsInRounds } from "../fixtures/mutants/gradient_of_groups_in_rounds.ts";
import { gradientOfLastInGroup } from "../fixtures/mutants/gradient_of_last_in_group.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { drawCall, ONE_OF_EACH, slopeAlong } from "../src/measurement.ts";
import {
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

/** A head of keys that serves several of queries is in the answers of all of them: its gradient is the sum of theirs. */
export const claim = universalClaim({
  id: "D14.groups",
  slug: "gradient_of_grouped_heads_adds_up",
  statement:
    "the gradient at keys and values that several heads of queries share is the derivative of the subject's own answer: the sum over these heads",
  formula: String.raw`
    \frac{\partial}{\partial k_g}\sum_hL_h=\sum_{h:\,g(h)=g}\frac{\partial L_h}{\partial k_g}`,
  source: "derivative of the softmax; sum over what shares a variable",
  symbols: { keyHeads: "G", repeats: "H/G" },
  kind: "ID",
  expected: "verified",
  needs: ["attendGrouped", "attendGradient"],
  mutants: [gradientOfLastInGroup, gradientOfGroupAveraged, gradientOfGroupsInRounds],
  generator: specs({
    n: countsAndEnds([1, 9], [64, 65]),
    keyHeads: counts(1, 3),
    repeats: counts(2, 3),
    queries: counts(1, 2),
    seed: seeds(),
  }),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check({ n, keyHeads, repeats, queries, seed }, { attendGrouped, attendGradient }) {
    const stream = randomStream(seed, "D14.groups");
    const shape = { ...ONE_OF_EACH, heads: keyHeads * repeats, keyHeads, queries, points: n };
    const call = drawCall({ ...shape, dimension: 2 }, stream);
    const normals = (length: number) => Float64Array.from({ length }, () => stream.normal());
    const cotangent = normals(keyHeads * repeats * queries);
    const gradient = attendGradient(call, cotangent);
    return worstMargin(
      (["queries", "keys", "values"] as const).map((part) => {
        const direction = normals(call[part].length);
        const along = direction.map((u) => u / norm(direction));
        const f = (moved: Float64Array) =>
          dot(attendGrouped({ ...call, [part]: moved }), cotangent);
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
