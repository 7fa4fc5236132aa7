import fc from "fast-check";
import { linearWithMeanLabel } from "../fixtures/mutants/linear_with_mean_label.ts";
import { linearUnaveraged } from "../fixtures/mutants/linear_unaveraged.ts";
import { softmaxForLinear } from "../fixtures/mutants/softmax_for_linear.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  bestLinearLoss,
  counts,
  leastLinearLoss,
  logUniform,
  randomStream,
  statisticalClaim,
  uniformSteps,
} from "../src/mod.ts";

/** Prompts in a frozen sample. */
const PROMPTS = 40;
/** The margin on the loss. */
const WITHIN = 0.05;

export const claim = statisticalClaim({
  id: "B10.floor.relu",
  slug: "linear_attention_floor_relu",
  statement:
    "the best linear attention on ReLU pairs comes down to its floor L²/3 + L²/(6d) as n grows, by a closed form, and no further",
  source: "derived; sharpens arXiv 2402.11639, section 3.3",
  regime:
    "M = c·I, n from 5 to 100, d from 2 to 5, L from 1/3 to 3, σ ≤ L; population loss within 5 % of the closed form",
  kind: "LIM",
  expected: "verified",
  needs: ["predictLinear"],
  mutants: [softmaxForLinear, linearWithMeanLabel, linearUnaveraged],
  effectName: "0.05 − |measured over predicted least loss − 1|",
  bound: WITHIN,
  smallestEffect: 0.01,
  budget: { quick: 200, ci: 400, deep: 1000 },
  bounds: {
    dimension: { from: 2, to: 5 },
    contextLength: { from: 5, to: 100 },
    lipschitz: { from: 1 / 3, to: 3 },
    noiseRatio: { from: 0, to: 1 },
  },
  cells: [
    {
      name: "fewest points, most noise",
      atLeast: 0.005,
      holds: ({ contextLength, noiseRatio }) => contextLength === 5 && noiseRatio === 1,
    },
  ],
  generator: fc.record({
    dimension: counts(2, 5),
    contextLength: logUniform(5, 100).map(Math.round),
    lipschitz: logUniform(1 / 3, 3),
    noiseRatio: uniformSteps(0, 1),
  }),
  replicate({ noiseRatio, ...sizes }, seed, { predictLinear }) {
    const law = {
      functionClass: "relu",
      noise: noiseRatio * sizes.lipschitz,
      ...sizes,
    } as const;
    const stream = randomStream(seed, "B10.floor.relu");
    const least = leastLinearLoss({ law, prompts: PROMPTS }, stream, predictLinear);
    return WITHIN - Math.abs(least / bestLinearLoss(law).loss - 1);
  },
});

testClaim(claim);
