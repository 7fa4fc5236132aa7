import { payoffByMean } from "../fixtures/mutants/payoff_by_mean.ts";
import { payoffFromTrainingError } from "../fixtures/mutants/payoff_from_training_error.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { counts, oneOf, randomStream, specs, statisticalClaim } from "../src/mod.ts";

/** Squared errors of 1 are clipped, as differences, to 4; a tenth of them is the smallest gain that pays. */
const RULE = { bound: 4, smallestGain: 0.1 };

/**
 * Where softmax attention gains nothing, "pays" is wrong; where it gains δ, "does not pay" is. Each has chance α or β,
 * .01, at most, by Ville's inequality. Errors have the law of squared normals, two thirds of them shared.
 */
export const claim = statisticalClaim({
  id: "E5",
  slug: "verdict_on_payoff_keeps_its_error_rates",
  statement: "whether softmax attention pays is decided wrongly with chance below .05",
  source: "Ville's inequality; Waudby-Smith and Ramdas, arXiv 2010.09686",
  regime: "independent held-out queries; no gain, or a gain of one and a half δ",
  kind: "EXP",
  expected: "verified",
  needs: ["judgePayoff"],
  mutants: [payoffByMean, payoffFromTrainingError],
  effectName: ".05 less 1 where the verdict is wrong",
  bound: 1,
  smallestEffect: 0.02,
  budget: { quick: 1000, ci: 2000, deep: 5000 },
  strata: ([0, 0.15] as const).map((gain) => ({
    name: gain === 0 ? "no gain" : "gain",
    setting: { gain, queries: gain === 0 ? 300 : 20 },
  })),
  generator: specs({ gain: oneOf(0, 0.15), queries: counts(20, 300) }),
  replicate({ gain, queries }, seed, { judgePayoff }) {
    const stream = randomStream(seed, "E5");
    const linear = new Float64Array(queries);
    const softmax = new Float64Array(queries);
    for (let q = 0; q < queries; q++) {
      const shared = 2 * stream.normal() ** 2;
      linear[q] = (shared + stream.normal() ** 2) / 3;
      softmax[q] = (shared + (1 - 3 * gain) * stream.normal() ** 2) / 3;
    }
    const { verdict } = judgePayoff(RULE, linear, softmax);
    return 0.05 - (verdict === (gain === 0 ? "verified" : "refuted") ? 1 : 0);
  },
});

testClaim(claim);
