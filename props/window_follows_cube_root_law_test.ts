import fc from "fast-check";
import { noiseIgnored } from "../fixtures/mutants/noise_ignored.ts";
import { steepnessIgnored } from "../fixtures/mutants/steepness_ignored.ts";
import { temperatureSquared } from "../fixtures/mutants/temperature_squared.ts";
import { windowSignFlipped } from "../fixtures/mutants/window_sign_flipped.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  averagedCurves,
  geometricGrid,
  predictedWindow,
  randomStream,
  statisticalClaim,
} from "../src/mod.ts";

/** Points in a frozen sample: the place of the minimum has a noise of a few percent. */
const POINTS = 6000;
/** The margin on w*. */
const WITHIN = 0.08;

/**
 * At d = 3, 1 − A_3(w) ≈ 1/w and nV ≈ w, so the loss of affine tasks is L²/(9w²) + σ²w/n + L²/(9n). Its
 * minimiser is free of the last term, which is the scatter of the points across the query's direction.
 */
export const claim = statisticalClaim({
  id: "B7",
  slug: "window_follows_cube_root_law",
  statement: "at d = 3 the best window of affine tasks is w* = (2nL²/(9σ²))^{1/3}, within 8 %",
  source: "derived from the limits of B6; quantitative form of arXiv 2402.11639, theorem 3.4",
  regime: "d = 3, 4.5 ≤ w* ≤ √(n/2), that is σ² ≥ 4L²/(9w*); n from 200 to 3000, L from 1/3 to 3",
  kind: "LIM",
  expected: "verified",
  needs: ["weigh", "chooseWindow"],
  mutants: [noiseIgnored, steepnessIgnored, windowSignFlipped, temperatureSquared],
  effectName: "0.08 − |log of measured over predicted w*|",
  bound: WITHIN,
  smallestEffect: 0.02,
  budget: { quick: 200, ci: 400, deep: 1000 },
  generator: fc.constant({}),
  replicate(_, seed, { weigh, chooseWindow }) {
    const stream = randomStream(seed, "B7");
    const contextLength = Math.round(200 * Math.pow(15, stream.uniform()));
    const lipschitz = Math.pow(3, stream.between(-1, 1));
    const most = Math.sqrt(contextLength / 2);
    const predicted = 4.5 * Math.pow(most / 4.5, stream.uniform());
    // The σ whose best window this is.
    const noise = lipschitz * Math.sqrt((2 * contextLength) / (9 * predicted ** 3));
    const law = { contextLength, lipschitz, noise };
    // A grid that does not know the answer: the same for every law.
    const grid = geometricGrid(1, 160, 160);
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
    const found = chooseWindow(curves, law);
    return WITHIN - Math.abs(Math.log(found / predictedWindow(law).inverseTemperature));
  },
});

testClaim(claim);
