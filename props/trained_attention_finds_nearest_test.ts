import fc from "fast-check";
import { farthestForNearest } from "../fixtures/mutants/farthest_for_nearest.ts";
import { lossRisesWithScore } from "../fixtures/mutants/loss_rises_with_score.ts";
import { uniformWeights } from "../fixtures/mutants/uniform_weights.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  exactMargin,
  identityMargin,
  inequalityMargin,
  logUniform,
  type Margin,
  nearestNeighbour,
  promptWithInnerProducts,
  type RandomStream,
  randomStream,
  seeds,
  signLabels,
  twoScalarParameters,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** Descent time η·steps. A11 then predicts ξ1 above 20 for N ≥ 3, where log((N−1)/TOL)/GAP asks for 17. */
const TIME = 50_000;
/** Prompts whose nearest point leads by this much … */
const GAP = 0.3;
/** … put all but this on it. */
const TOL = 0.05;
/** Prompts asked of every trained model. */
const PROMPTS = 12;
/** ξ2 of the hard mask in the full form: e^−1e6 is zero. */
const HARD = 1e6;

/** Inner products with nearest t_* and every other point at least GAP behind, the second just there. */
function gappedInnerProducts(n: number, stream: RandomStream): Float64Array {
  const nearest = stream.between(-1 + GAP, 1);
  const second = nearest - GAP;
  const rest = Array.from({ length: Math.max(0, n - 2) }, () => stream.between(-1, second));
  return Float64Array.of(nearest, ...(n > 1 ? [second] : []), ...rest);
}

export const claim = universalClaim({
  id: "H1",
  slug: "trained_attention_finds_nearest",
  statement:
    "attention trained by gradient descent puts its weight on the nearest labelled point and predicts its label",
  source: "arXiv 2411.10830, main theorem; sizes from A7 and A11",
  regime:
    "N ≤ 8, d ≤ 8, gap ≥ 0.3, time η·steps = 5e4; weight only where ξ2 − ξ1(1−t_*) ≥ log(2/tol)",
  kind: "LIM",
  expected: "verified",
  needs: ["pretrainNearest", "transform"],
  mutants: [farthestForNearest, lossRisesWithScore, uniformWeights],
  bounds: {
    n: { from: 2, to: 8 },
    d: { from: 3, to: 8 },
    sigma: { from: 5, to: Infinity },
    learningRate: { from: 40, to: 200 },
  },
  generator: fc.record({
    n: counts(2, 8),
    d: counts(3, 8),
    sigma: fc.oneof(counts(5, 15), fc.constant(Infinity)),
    learningRate: logUniform(40, 200),
    seed: seeds(),
  }),
  budget: { quick: 15, ci: 1000, deep: 5000 },
  check({ n, d, sigma, learningRate, seed }, { pretrainNearest, transform }) {
    const run = pretrainNearest({
      contextLength: n,
      dimension: d,
      sigma,
      learningRate,
      steps: Math.ceil(TIME / learningRate),
      batch: 64,
    }, randomStream(seed, "H1", "training"));
    const xi2 = Math.min(run.xi2, HARD);
    const W = twoScalarParameters(d, { xi1: run.xi1, xi2 });
    const stream = randomStream(seed, "H1", "prompts");
    const margins: Margin[] = [exactMargin("training diverged", run.stopped === "diverged", false)];
    for (let k = 0; k < PROMPTS; k++) {
      const t = gappedInnerProducts(n, stream);
      const prompt = promptWithInnerProducts({
        innerProducts: t,
        labels: signLabels(n, stream),
        dimension: d,
      }, stream);
      const nearest = nearestNeighbour({ ...prompt, covariates: prompt.covariates.to2DArray() });
      const { weights, queryWeight, prediction } = transform(prompt, W);
      const winner = weights[nearest.indices[0]];
      margins.push(
        exactMargin(`prompt ${k}: sign agrees with 1-NN`, Math.sign(prediction), nearest.label),
        inequalityMargin(
          `prompt ${k}: weight on the nearest among labelled points`,
          1 - TOL,
          winner / (1 - queryWeight),
          { tolerance: 0 },
        ),
      );
      // Where the nearest point is far, the query token keeps the weight (theory, "where A fails" 2).
      if (xi2 - run.xi1 * (1 - t[0]) < Math.log(2 / TOL)) continue;
      margins.push(
        inequalityMargin(`prompt ${k}: weight on the nearest`, 1 - TOL, winner, { tolerance: 0 }),
        identityMargin(`prompt ${k}: prediction`, prediction, nearest.label, {
          tolerance: 2 * TOL,
          scale: 0,
        }),
      );
    }
    return worstMargin(margins);
  },
});

testClaim(claim);
