import fc from "fast-check";
import { frozenWindow } from "../fixtures/mutants/frozen_window.ts";
import { noiseIgnored } from "../fixtures/mutants/noise_ignored.ts";
import { steepnessIgnored } from "../fixtures/mutants/steepness_ignored.ts";
import { windowSignFlipped } from "../fixtures/mutants/window_sign_flipped.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  frozenCurves,
  geometricGrid,
  lossAtWindow,
  randomStream,
  statisticalClaim,
  uniformSteps,
} from "../src/mod.ts";

/** The frozen sample. */
const SAMPLE = { grid: geometricGrid(0.05, 160, 60), points: 8000, directions: 8 };
/** L' over L, and what a window trained at L costs there, as a multiple of the matched loss. */
const COSTS = [[0.1, 1.5], [0.3, 1.2], [3, 1.2], [10, 1.5]] as const;

/**
 * Ratios to the matched loss at L'/L = .1, .3, 3 and 10 for n = 200, d = 3, L/σ = 3.3: affine 3.1, 1.5, 1.6 and
 * 2.7, ReLU 4.1, 1.7, 1.5 and 2.7. Over the regime the least were 2.2, 1.3, 1.4 and 1.8.
 */
export const claim = statisticalClaim({
  id: "B9.mismatched",
  slug: "mismatched_steepness_costs",
  statement:
    "a window trained at L is wrong at L': it costs 20 % at a factor of three either way and 50 % at ten",
  source: "arXiv 2402.11639, section 3.2: a matched Lipschitz constant is necessary",
  regime: "affine and ReLU classes, d = 2 or 3, n from 50 to 200, L/σ from 1 to 3",
  kind: "EXP",
  expected: "verified",
  needs: ["weigh", "chooseWindow"],
  mutants: [frozenWindow, noiseIgnored, steepnessIgnored, windowSignFlipped],
  effectName: "least log of (transferred over matched loss) over its threshold",
  bound: 0.15,
  smallestEffect: 0.03,
  budget: { quick: 200, ci: 400, deep: 1000 },
  bounds: {
    functionClass: { among: ["affine", "relu"] },
    dimension: { from: 2, to: 3 },
    contextLength: { from: 50, to: 200 },
    ratio: { from: 1, to: 3 },
  },
  generator: fc.record({
    functionClass: fc.constantFrom("affine", "relu"),
    dimension: counts(2, 3),
    contextLength: counts(50, 200),
    ratio: uniformSteps(1, 3),
  }),
  replicate({ ratio, ...sizes }, seed, { weigh, chooseWindow }) {
    const curves = frozenCurves(
      { ...sizes, ...SAMPLE },
      randomStream(seed, "B9.mismatched"),
      weigh,
    );
    const at = (factor: number) => ({ lipschitz: factor * ratio, noise: 1 });
    const trained = chooseWindow(curves, at(1));
    return Math.min(...COSTS.map(([factor, cost]) => {
      const law = at(factor);
      const matched = lossAtWindow(curves, law, chooseWindow(curves, law));
      return Math.log(lossAtWindow(curves, law, trained) / matched / cost);
    }));
  },
});

testClaim(claim);
