import fc from "fast-check";
import { farthestForNearest } from "../fixtures/mutants/farthest_for_nearest.ts";
import { uniformWeights } from "../fixtures/mutants/uniform_weights.ts";
import { noNormalisation } from "../fixtures/mutants/no_normalisation.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  dot,
  drawInnerProducts,
  exactMargin,
  identityMargin,
  logUniform,
  type Margin,
  promptWithInnerProducts,
  randomStream,
  seeds,
  signLabels,
  TOLERANCE,
  twoScalarParameters,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

export const claim = universalClaim({
  id: "A9",
  slug: "sign_ignores_query_token",
  statement:
    "ŷ = (1−q_s)·ŷ_masked, so ξ2 never changes the sign, which is y_*'s once ξ1(t_*−max_opp t) > log N_opp",
  source: "derived",
  regime:
    "points of the sphere, labels ±1, 0.01 ≤ ξ1 ≤ 300, ξ2 ≥ 2ξ1 − 600 (else 1−q_s underflows)",
  kind: "ID",
  expected: "verified",
  needs: ["transform", "weighInnerProducts"],
  mutants: [farthestForNearest, uniformWeights, noNormalisation],
  bounds: {
    n: { from: 2, to: 13 },
    d: { from: 2, to: 7 },
    xi1: { from: 0.01, to: 300 },
    xi2: { from: 0.01, to: 300 },
  },
  generator: fc.record({
    n: fc.oneof(fc.constant(2), counts(2, 13)),
    d: counts(2, 7),
    xi1: logUniform(0.01, 300),
    xi2: logUniform(0.01, 300),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  check({ n, d, xi1, xi2, seed }, { transform, weighInnerProducts }) {
    const stream = randomStream(seed, "A9");
    const t = drawInnerProducts({ contextLength: n, dimension: d, prompts: 1 }, stream);
    const labels = signLabels(n, stream);
    const prompt = promptWithInnerProducts({ innerProducts: t, labels, dimension: d }, stream);
    const { prediction, queryWeight } = transform(prompt, twoScalarParameters(d, { xi1, xi2 }));
    const masked = dot(weighInnerProducts(t, { xi1, xi2: Infinity }).weights, labels);
    const nearest = t.indexOf(Math.max(...t));
    const opposite = [...t.keys()].filter((j) => labels[j] !== labels[nearest]);
    const lead = t[nearest] - Math.max(-Infinity, ...opposite.map((j) => t[j]));
    const margins: Margin[] = [
      identityMargin("ŷ = (1−q_s)·ŷ_masked", prediction, (1 - queryWeight) * masked, {
        tolerance: TOLERANCE.identity,
      }),
    ];
    if (opposite.length === 0 || xi1 * lead > Math.log(opposite.length)) {
      margins.push(exactMargin("sign(ŷ) = y_*", Math.sign(prediction), labels[nearest]));
    }
    return worstMargin(margins);
  },
});

testClaim(claim);
