import fc from "fast-check";
import { frozenWindow } from "../fixtures/mutants/frozen_window.ts";
import { noiseIgnored } from "../fixtures/mutants/noise_ignored.ts";
import { steepnessIgnored } from "../fixtures/mutants/steepness_ignored.ts";
import { windowSignFlipped } from "../fixtures/mutants/window_sign_flipped.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { averagedCurves, geometricGrid, randomStream, statisticalClaim } from "../src/mod.ts";

/** Points in each frozen sample. */
const POINTS = 8000;
/** What another class of the same L may cost. */
const MOST = 0.05;
const GRID = geometricGrid(0.2, 80, 50);

export const claim = statisticalClaim({
  id: "B9.matched",
  slug: "matched_steepness_transfers",
  statement:
    "a window trained on one class serves another of the same L: its loss is at most 5 % above the best",
  source: "arXiv 2402.11639, section 3.2: a matched Lipschitz constant is sufficient",
  regime: "affine to ReLU and back, d = 2 or 3, n from 50 to 200, σ from .2 to 5, L/σ from 2 to 5",
  kind: "EXP",
  expected: "verified",
  needs: ["weigh", "chooseWindow"],
  mutants: [frozenWindow, noiseIgnored, steepnessIgnored, windowSignFlipped],
  effectName: "1.05 − loss of the transferred window over the least loss",
  bound: MOST,
  smallestEffect: 0.01,
  budget: { quick: 200, ci: 400, deep: 1000 },
  generator: fc.constant({}),
  replicate(_, seed, { weigh, chooseWindow }) {
    const stream = randomStream(seed, "B9.matched");
    const contextLength = stream.integer(50, 200);
    const dimension = stream.integer(2, 3);
    const noise = Math.pow(5, stream.between(-1, 1));
    const law = { noise, lipschitz: noise * stream.between(2, 5) };
    const prompts = Math.ceil(POINTS / contextLength);
    const curves = (["affine", "relu"] as const).map((functionClass) =>
      averagedCurves(
        { functionClass, contextLength, dimension, prompts, directions: 8 },
        GRID,
        stream,
        weigh,
      )
    );
    const [trained, tested] = stream.sign() > 0 ? curves : curves.toReversed();
    const losses = Array.from(
      tested.bias,
      (b, g) => law.lipschitz ** 2 * b + noise ** 2 * tested.variance[g],
    );
    const transferred = losses[trained.grid.indexOf(chooseWindow(trained, law))];
    return 1 + MOST - transferred / Math.min(...losses);
  },
});

testClaim(claim);
