import fc from "fast-check";
import { linearWithMeanLabel } from "../fixtures/mutants/linear_with_mean_label.ts";
import { linearUnaveraged } from "../fixtures/mutants/linear_unaveraged.ts";
import { softmaxForLinear } from "../fixtures/mutants/softmax_for_linear.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  bestLinearLoss,
  createPrompt,
  drawFunction,
  evaluate,
  type RandomStream,
  randomStream,
  type RegressionLaw,
  scaledIdentity,
  spherePoints,
  statisticalClaim,
} from "../src/mod.ts";

/** Prompts in a frozen sample. */
const PROMPTS = 40;
/** The margin on the loss. */
const WITHIN = 0.05;
/** Multiples of the predicted best coefficient that are tried. */
const FACTORS = [0.5, 1, 2];

/** One task of the law, asked at a query and at its opposite. */
function drawTask(law: RegressionLaw, stream: RandomStream) {
  const { contextLength, dimension, noise } = law;
  const task = drawFunction(law.functionClass, law, stream);
  const covariates = spherePoints(contextLength, dimension, stream);
  const labels = covariates.to2DArray().map((x) => evaluate(task, x) + noise * stream.normal());
  const query = spherePoints(1, dimension, stream).getRow(0);
  const queries = [query, query.map((x) => -x)];
  return {
    prompts: queries.map((at) => createPrompt({ covariates, labels, query: at })),
    targets: queries.map((at) => evaluate(task, at)),
  };
}

/**
 * The law is invariant to rotation and the loss convex in M, so the best M is c·I: its loss is the floor
 * plus what one coefficient leaves of the odd part. The even part enters as its expectation (B10): averaged
 * over ±x_q it is the same for every M, so its sampling noise is taken out.
 */
export const claim = statisticalClaim({
  id: "B10.floor.relu",
  slug: "linear_attention_floor_relu",
  statement:
    "the best linear attention on ReLU pairs comes down to its floor L²/3 + L²/(6d) as n grows, by a closed form, and no further",
  source: "derived; sharpens arXiv 2402.11639, section 3.3",
  regime:
    "M = c·I, n from 5 to 100, d from 2 to 5, σ ≤ L; population loss within 5 % of the closed form",
  kind: "LIM",
  expected: "verified",
  needs: ["predictLinear"],
  mutants: [softmaxForLinear, linearWithMeanLabel, linearUnaveraged],
  effectName: "0.05 − |measured over predicted least loss − 1|",
  bound: WITHIN,
  smallestEffect: 0.01,
  budget: { quick: 200, ci: 400, deep: 1000 },
  generator: fc.constant({}),
  replicate(_, seed, { predictLinear }) {
    const stream = randomStream(seed, "B10.floor.relu");
    const lipschitz = Math.pow(3, stream.between(-1, 1));
    const law = {
      functionClass: "relu",
      lipschitz,
      noise: lipschitz * stream.uniform(),
      contextLength: Math.round(5 * Math.pow(20, stream.uniform())),
      dimension: stream.integer(2, 5),
    } as const;
    const { floor, loss, coefficient } = bestLinearLoss(law);
    const tasks = Array.from({ length: PROMPTS }, () => drawTask(law, stream));
    const measured = FACTORS.map((factor) => {
      const M = scaledIdentity(law.dimension, factor * coefficient);
      let excess = 0;
      for (const { prompts: [there, back], targets: [f, g] } of tasks) {
        const squares = (predictLinear(there, M) - f) ** 2 + (predictLinear(back, M) - g) ** 2;
        excess += squares / 2 - ((f + g) / 2) ** 2;
      }
      return floor + excess / PROMPTS;
    });
    return WITHIN - Math.abs(Math.min(...measured) / loss - 1);
  },
});

testClaim(claim);
