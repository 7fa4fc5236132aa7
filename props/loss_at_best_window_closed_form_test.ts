import fc from "fast-check";
import { noiseIgnored } from "../fixtures/mutants/noise_ignored.ts";
import { noNormalisation } from "../fixtures/mutants/no_normalisation.ts";
import { uniformWeights } from "../fixtures/mutants/uniform_weights.ts";
import { windowSignFlipped } from "../fixtures/mutants/window_sign_flipped.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  averagedCurves,
  geometricGrid,
  predictedWindow,
  randomStream,
  statisticalClaim,
} from "../src/mod.ts";

/** Points in a frozen sample: the loss has a noise of about 4 %. */
const POINTS = 12_000;
/** The margin on the loss. */
const WITHIN = 0.12;

/** Follows from the law of B7: at w* the noise costs twice the bias, 2L²/(9w*²) and L²/(9w*²). */
export const claim = statisticalClaim({
  id: "B7.loss",
  slug: "loss_at_best_window_closed_form",
  statement:
    "at d = 3 the loss of affine tasks at its best window is L²/(3w*²) + L²/(9n), within 12 %",
  source: "derived from the limits of B6",
  regime: "d = 3, 4.5 ≤ w* ≤ √(n/2), that is σ² ≥ 4L²/(9w*); n from 200 to 3000, L from 1/3 to 3",
  kind: "LIM",
  expected: "verified",
  needs: ["weigh", "chooseWindow"],
  mutants: [noiseIgnored, windowSignFlipped, uniformWeights, noNormalisation],
  effectName: "0.12 − |log of measured over predicted loss|",
  bound: WITHIN,
  smallestEffect: 0.03,
  budget: { quick: 200, ci: 400, deep: 1000 },
  generator: fc.constant({}),
  replicate(_, seed, { weigh, chooseWindow }) {
    const stream = randomStream(seed, "B7.loss");
    const contextLength = Math.round(200 * Math.pow(15, stream.uniform()));
    const lipschitz = Math.pow(3, stream.between(-1, 1));
    const most = Math.sqrt(contextLength / 2);
    const predicted = 4.5 * Math.pow(most / 4.5, stream.uniform());
    // The σ whose best window this is.
    const noise = lipschitz * Math.sqrt((2 * contextLength) / (9 * predicted ** 3));
    const law = { contextLength, lipschitz, noise };
    const grid = geometricGrid(1, 160, 60);
    const curves = averagedCurves(
      {
        functionClass: "affine",
        contextLength,
        dimension: 3,
        prompts: Math.ceil(POINTS / contextLength),
      },
      grid,
      stream,
      weigh,
    );
    const g = grid.indexOf(chooseWindow(curves, law));
    const loss = lipschitz ** 2 * curves.bias[g] + noise ** 2 * curves.variance[g];
    return WITHIN - Math.abs(Math.log(loss / predictedWindow(law).loss));
  },
});

testClaim(claim);
