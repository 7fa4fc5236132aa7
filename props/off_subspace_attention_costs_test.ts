import { nearestPointLookup } from "../fixtures/mutants/nearest_point_lookup.ts";
import { uniformWeights } from "../fixtures/mutants/uniform_weights.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  drawLowRankBatch,
  LOW_RANK_CLASSES,
  randomSubspace,
  subspaceParameters,
} from "../src/measurement.ts";
import {
  counts,
  logCounts,
  logUniform,
  oneOf,
  promptAt,
  randomStream,
  specs,
  statisticalClaim,
  uniformSteps,
} from "../src/mod.ts";

/** Prompts in a frozen sample; both signs of the coefficient are asked on each. */
const PROMPTS = 60;

/**
 * By the symmetry v_q → −v_q the loss is even in the coefficient (B11), so its minimum at 0 is all there is
 * to show: attending to B_⊥ mixes in points for reasons that labels know nothing of.
 * It costs least where n = 2, c = 2 and c_⊥ = 1: 1.5 % (cosine), 1.8 % (quadratic), 4.3 % (affine) at k = 3, d = 5.
 * How much a small c_⊥ costs is claim B11.bend; here strata are corners where it is a
 * tenth of the loss or more.
 */
export const claim = statisticalClaim({
  id: "B11.minimum",
  slug: "off_subspace_attention_costs",
  statement:
    "the loss of M = cBBᵀ + c_⊥B_⊥B_⊥ᵀ is least at c_⊥ = 0: attending across the subspace costs, from n = 2 on",
  formula: String.raw`
    0=\operatorname*{arg\,min}_{c_\perp}\,L\bigl(cBB^\top+c_\perp B_\perp B_\perp^\top\bigr)`,
  source: "arXiv 2402.11639, section 4; derived for finite n",
  regime: "σ = L/10",
  symbols: { scale: "c", acrossRatio: "|c_⊥|/c" },
  kind: "EXP",
  expected: "verified",
  needs: ["predict"],
  mutants: [uniformWeights, nearestPointLookup],
  effectName: "1 − loss at c_⊥ = 0 / mean loss at ±c_⊥",
  bound: 0.6,
  smallestEffect: 0.1,
  budget: { quick: 200, ci: 400, deep: 1000 },
  strata: ([
    ["affine", 2, 2, 2, 8, 1],
    ["affine", 2, 2, 50, 2, 1],
    ["quadratic", 2, 3, 6, 8, 1],
    ["quadratic", 3, 2, 50, 4, 0.5],
    ["cosine", 3, 2, 6, 8, 1],
    ["cosine", 2, 3, 50, 4, 0.5],
  ] as const).map(([functionClass, rank, corank, contextLength, scale, acrossRatio]) => ({
    name:
      `${functionClass}, k = ${rank}, d − k = ${corank}, n = ${contextLength}, c = ${scale}, c_⊥ = ${
        acrossRatio * scale
      }`,
    setting: { functionClass, rank, corank, contextLength, scale, acrossRatio },
  })),
  generator: specs({
    functionClass: oneOf(...LOW_RANK_CLASSES),
    rank: counts(2, 3),
    corank: counts(2, 3),
    contextLength: logCounts(2, 50),
    scale: logUniform(2, 8),
    acrossRatio: uniformSteps(0.5, 1),
  }),
  replicate(setting, seed, { predict }) {
    const { functionClass, rank, corank, contextLength, scale, acrossRatio } = setting;
    const stream = randomStream(seed, "B11.minimum");
    const subspace = randomSubspace(rank + corank, rank, stream);
    const law = { functionClass, lipschitz: 2, noise: 0.2, contextLength, subspace };
    const across = scale * acrossRatio;
    const batch = drawLowRankBatch(law, PROMPTS, stream);
    const prompts = Array.from(batch.targets, (target, b) => ({ ...promptAt(batch, b), target }));
    const loss = (coefficient: number) => {
      const M = subspaceParameters(subspace, { scale, across: coefficient });
      return prompts.reduce((sum, prompt) => sum + (predict(prompt, M) - prompt.target) ** 2, 0);
    };
    return 1 - (2 * loss(0)) / (loss(across) + loss(-across));
  },
});

testClaim(claim);
