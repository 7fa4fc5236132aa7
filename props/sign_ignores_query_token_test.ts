import fc from "fast-check";
import { farthestForNearest } from "../fixtures/mutants/farthest_for_nearest.ts";
import { noNormalisation } from "../fixtures/mutants/no_normalisation.ts";
import { overflowGuardedAsZero } from "../fixtures/mutants/overflow_guarded_as_zero.ts";
import { partialBlockDropped } from "../fixtures/mutants/partial_block_dropped.ts";
import { smallWeightsDropped } from "../fixtures/mutants/small_weights_dropped.ts";
import { uniformWeights } from "../fixtures/mutants/uniform_weights.ts";
import { weightsFloored } from "../fixtures/mutants/weights_floored.ts";
import { weightsFlooredAndShared } from "../fixtures/mutants/weights_floored_and_shared.ts";
import { weightsInSinglePrecision } from "../fixtures/mutants/weights_in_single_precision.ts";
import { lowDimensionOfLongContext } from "../fixtures/laws/affordable_sizes.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { LOG_TINY, logSum, softplus } from "../src/measurement.ts";
import {
  BLOCK_ENDS,
  counts,
  countsAndEnds,
  dot,
  drawInnerProducts,
  eitherSign,
  exactMargin,
  identityMargin,
  innerCells,
  logUniform,
  type Margin,
  promptWithInnerProducts,
  randomStream,
  seeds,
  signLabels,
  TOLERANCE,
  twoScalarParameters,
  universalClaim,
  weightMargin,
  worstMargin,
} from "../src/mod.ts";

/**
 * ŷ = Σ_j q_j y_j with Σ_j q_j = 1 − q_s, so ŷ = (1 − q_s)·ŷ_masked, and log(1 − q_s) = −log(1 + e^{ξ1 − ξ2}/Σ_j
 * e^{ξ1 t_j}). The nearest point outweighs N_opp others once e^{ξ1(t_* − max_opp t)} > N_opp.
 */
export const claim = universalClaim({
  id: "A9",
  slug: "sign_ignores_query_token",
  statement:
    "ŷ = (1−q_s)·ŷ_masked, so ξ2 never changes the sign, which is y_*'s once ξ1(t_*−max_opp t) > log N_opp",
  formula: String.raw`
    \hat y=(1-q_s)\,\hat y_{\mathrm{masked}},\qquad
    \xi_1\bigl(t_*-\max_{\mathrm{opp}}t\bigr)>\log N_{\mathrm{opp}}\;\Rightarrow\;\operatorname{sign}\hat y=y_*`,
  source: "derived",
  regime:
    "points of the sphere, some of them twice, labels ±1; ŷ wherever 1−q_s is a normal number",
  symbols: { copies: "points that come twice" },
  kind: "ID",
  expected: "verified",
  needs: ["transform", "weighInnerProducts"],
  mutants: [
    farthestForNearest,
    uniformWeights,
    noNormalisation,
    weightsFloored,
    weightsFlooredAndShared,
    smallWeightsDropped,
    weightsInSinglePrecision,
    overflowGuardedAsZero,
    partialBlockDropped,
  ],
  bounds: {
    n: { from: 2, to: 1025 },
    d: { from: 2, to: 64 },
    xi1: { from: 0.01, to: 300 },
    xi2: { from: -2000, to: 2000 },
    copies: { from: 0, to: 3 },
  },
  cells: innerCells("n", BLOCK_ENDS),
  generator: fc.record({
    n: fc.oneof({ arbitrary: fc.constant(2), weight: 1 }, {
      arbitrary: countsAndEnds([2, 13]),
      weight: 3,
    }),
    d: countsAndEnds([2, 7], [64]),
    xi1: logUniform(0.01, 300),
    xi2: eitherSign(fc.oneof(logUniform(0.01, 300), logUniform(300, 2000))),
    copies: counts(0, 3),
    seed: seeds(),
  }).map(lowDimensionOfLongContext),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  check({ n, d, xi1, xi2, copies, seed }, { transform, weighInnerProducts }) {
    const stream = randomStream(seed, "A9");
    const t = drawInnerProducts({ contextLength: n, dimension: d, prompts: 1 }, stream);
    const labels = signLabels(n, stream);
    const nearest = t.indexOf(Math.max(...t));
    // Copies of the nearest point agree with it: else no label would be right.
    for (let i = 0; i < Math.min(copies, n); i++) {
      [t[i], labels[i]] = [t[nearest], labels[nearest]];
    }
    const prompt = promptWithInnerProducts({ innerProducts: t, labels, dimension: d }, stream);
    const { prediction, weights, queryWeight } = transform(
      prompt,
      twoScalarParameters(d, { xi1, xi2 }),
    );
    const masked = dot(weighInnerProducts(t, { xi1, xi2: Infinity }).weights, labels);
    const opposite = [...t.keys()].filter((j) => labels[j] !== labels[nearest]);
    const lead = t[nearest] - Math.max(-Infinity, ...opposite.map((j) => t[j]));
    const logKept = -softplus(xi1 - xi2 - logSum(t.map((tj) => xi1 * tj)));
    const kept = weights.reduce((sum, weight) => sum + weight, 0);
    const margins: Margin[] = [
      weightMargin("1−q_s", kept, logKept),
      identityMargin("ŷ = (1−q_s)·ŷ_masked", prediction, (1 - queryWeight) * masked, {
        tolerance: TOLERANCE.identity,
      }),
    ];
    if (logKept < LOG_TINY) return worstMargin(margins);
    margins.push(identityMargin("ŷ/(1−q_s) = ŷ_masked", prediction / kept, masked, {
      tolerance: TOLERANCE.identity,
      // Rounding of scores as large as these.
      scale: xi1 + Math.abs(xi2),
    }));
    if (opposite.length === 0 || xi1 * lead > Math.log(opposite.length)) {
      margins.push(exactMargin("sign(ŷ) = y_*", Math.sign(prediction), labels[nearest]));
    }
    return worstMargin(margins);
  },
});

testClaim(claim);
