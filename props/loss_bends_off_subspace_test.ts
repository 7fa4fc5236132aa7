import { baseTwoSoftmax } from "../fixtures/mutants/base_two_softmax.ts";
import { queryInSum } from "../fixtures/mutants/query_in_sum.ts";
import { scoresSteepened } from "../fixtures/mutants/scores_steepened.ts";
import { uniformWeights } from "../fixtures/mutants/uniform_weights.ts";
import {
  bendLaw,
  bendRivals,
  type BendSetting,
  movedAcross,
} from "../fixtures/laws/across_bend.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  drawLowRankBatch,
  type InsidePrompt,
  LOW_RANK_CLASSES,
  randomSubspace,
  subspaceParameters,
} from "../src/measurement.ts";
import {
  counts,
  logCounts,
  logUniform,
  multiplyVector,
  oneOf,
  promptAt,
  randomStream,
  specs,
  statisticalLaw,
} from "../src/mod.ts";

/** The margin on the logarithm of the bend. */
const WITHIN = 0.12;
/** c_⊥ of the second difference: the fourth derivative adds some percent. */
const STEP = 0.3;
/** Prompts of a sample: where points are few, few of them make the bend. */
const promptsOf = (contextLength: number) => contextLength < 10 ? 24 : 10;

/**
 * Attention across the subspace scatters the prediction by (c_⊥²/(d−k))·Σp²(y−ŷ)², and moves it off the points that
 * weigh most. In long contexts that is n points counted as n/V_⊥, V_⊥ ≈ 1 + c_⊥²/(d−k); here n may be as small as 3.
 * Measured is 0 to 3 % below the law, most of it the fourth derivative.
 */
export const claim = statisticalLaw({
  id: "B11.bend",
  slug: "loss_bends_off_subspace",
  statement:
    "the loss of M = cBBᵀ + c_⊥B_⊥B_⊥ᵀ has at c_⊥ = 0 the second derivative 2E[Σp²(y−ŷ)² − 2(ŷ−f)Σp²(y−ŷ)]/(d−k), p the weights there, within 12 %",
  formula: String.raw`
    \frac{\partial^2L}{\partial c_\perp^2}\Big|_{0}=\frac{2}{d-k}\,\mathbb{E}\Bigl[\sum_i p_i^2(y_i-\hat y)^2-2(\hat y-f)\sum_i p_i^2(y_i-\hat y)\Bigr]`,
  source: "derived: arXiv 2402.11639, section 4, at finite n",
  regime: "σ = L/10; within 12 %",
  symbols: { scale: "c" },
  kind: "EXP",
  expected: "verified",
  needs: ["predict"],
  mutants: [baseTwoSoftmax, scoresSteepened, uniformWeights, queryInSum],
  law: bendLaw,
  rivals: bendRivals(WITHIN),
  effectName: "log of measured over predicted bend",
  bound: 5 * WITHIN,
  within: WITHIN,
  smallestEffect: 0.05,
  budget: { quick: 300, ci: 500, deep: 1000 },
  strata: ([
    ["affine", 2, 3, 3, 2],
    ["affine", 3, 2, 40, 4],
    ["quadratic", 2, 3, 40, 2],
    ["quadratic", 3, 2, 3, 4],
    ["cosine", 2, 3, 3, 4],
    ["cosine", 3, 2, 40, 2],
  ] as const).map(([functionClass, rank, corank, contextLength, scale]) => ({
    name: `${functionClass}, k = ${rank}, d − k = ${corank}, n = ${contextLength}, c = ${scale}`,
    setting: { functionClass, rank, corank, contextLength, scale },
  })),
  generator: specs<BendSetting>({
    functionClass: oneOf(...LOW_RANK_CLASSES),
    rank: counts(2, 3),
    corank: counts(2, 3),
    contextLength: logCounts(3, 40),
    scale: logUniform(2, 4),
  }),
  measure({ functionClass, rank, corank, contextLength, scale }, seed, { predict }) {
    const stream = randomStream(seed, "B11.bend");
    const subspace = randomSubspace(rank + corank, rank, stream);
    const tasks = { functionClass, lipschitz: 2, noise: 0.2, contextLength, subspace };
    // What lies across is drawn below, as often as it takes.
    const batch = drawLowRankBatch({ ...tasks, outside: 0 }, promptsOf(contextLength), stream);
    const [at, along, against] = [0, STEP, -STEP].map((across) =>
      subspaceParameters(subspace, { scale, across })
    );
    let sum = 0;
    const prompts = Array.from(batch.targets, (target, b): InsidePrompt => {
      const prompt = promptAt(batch, b);
      const own = (predict(prompt, at) - target) ** 2;
      for (const moved of movedAcross(prompt, subspace.outside, stream)) {
        const miss = (M: typeof at) => (predict(moved, M) - target) ** 2;
        sum += (miss(along) + miss(against) - 2 * own) / (4 * corank * STEP ** 2 * batch.prompts);
      }
      const inside = multiplyVector(prompt.covariates, prompt.query);
      return { inside, labels: prompt.labels, target };
    });
    return { prompts, bend: sum };
  },
  effect({ prompts, bend }, law, setting) {
    const off = Math.log(bend / law(setting)(prompts));
    return Number.isFinite(off) ? off : -1;
  },
});

testClaim(claim);
