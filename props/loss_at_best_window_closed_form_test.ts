import fc from "fast-check";
import { noiseIgnored } from "../fixtures/mutants/noise_ignored.ts";
import { noNormalisation } from "../fixtures/mutants/no_normalisation.ts";
import { uniformWeights } from "../fixtures/mutants/uniform_weights.ts";
import { windowSignFlipped } from "../fixtures/mutants/window_sign_flipped.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  compareCubeRootWindow,
  geometricGrid,
  logUniform,
  randomStream,
  statisticalClaim,
  uniformSteps,
} from "../src/mod.ts";

/** The loss has a noise of about 4 %. */
const SAMPLE = { grid: geometricGrid(1, 160, 60), points: 12_000 };
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
  bounds: {
    contextLength: { from: 200, to: 3000 },
    lipschitz: { from: 1 / 3, to: 3 },
    windowPosition: { from: 0, to: 1 },
  },
  cells: [
    {
      name: "shortest context, w* = 4.5",
      atLeast: 0.005,
      holds: ({ contextLength, windowPosition }) => contextLength === 200 && windowPosition === 0,
    },
    {
      name: "shortest context, w* = √(n/2)",
      atLeast: 0.005,
      holds: ({ contextLength, windowPosition }) => contextLength === 200 && windowPosition === 1,
    },
  ],
  generator: fc.record({
    contextLength: logUniform(200, 3000).map(Math.round),
    lipschitz: logUniform(1 / 3, 3),
    windowPosition: uniformSteps(0, 1),
  }),
  replicate(setting, seed, parts) {
    const stream = randomStream(seed, "B7.loss");
    const { measured, predicted } = compareCubeRootWindow(
      { setting, sample: SAMPLE },
      stream,
      parts,
    );
    return WITHIN - Math.abs(Math.log(measured.loss / predicted.loss));
  },
});

testClaim(claim);
