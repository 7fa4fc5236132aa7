import { frozenWindow } from "../fixtures/mutants/frozen_window.ts";
import { steepnessIgnored } from "../fixtures/mutants/steepness_ignored.ts";
import { windowSignFlipped } from "../fixtures/mutants/window_sign_flipped.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { biasVariance, freeze, geometricGrid } from "../src/measurement.ts";
import {
  counts,
  drawRegressionBatch,
  inequalityMargin,
  logUniform,
  oneOf,
  randomStream,
  seeds,
  specs,
  universalClaim,
} from "../src/mod.ts";

/**
 * The statement is w*(κL, σ) ≤ w*(L, σ) for κ ≥ 3, w* = argmin_w L²B(w) + σ²V(w); B4 has the opposite.
 */
export const claim = universalClaim({
  id: "B4.reversed",
  slug: "window_widens_with_steepness",
  statement: "the best window widens as functions get steeper",
  formula: String.raw`w^*(\kappa L,\sigma)\le w^*(L,\sigma)\qquad(\kappa\ge3)`,
  source: "false: some summaries of arXiv 2402.11639 print its direction reversed",
  regime: "as B4",
  symbols: { factor: "the larger L over it" },
  kind: "INEQ",
  expected: "refuted",
  failsIn: 0.8,
  needs: ["weigh", "chooseWindow"],
  mutants: [windowSignFlipped, frozenWindow, steepnessIgnored],
  generator: specs({
    functionClass: oneOf("affine" as const, "relu" as const),
    n: counts(3, 12),
    d: counts(2, 5),
    lipschitz: logUniform(0.1, 3),
    factor: logUniform(3, 10),
    seed: seeds(),
  }),
  budget: { quick: 500, ci: 1000, deep: 4000 },
  check({ functionClass, n, d, lipschitz, factor, seed }, { weigh, chooseWindow }) {
    const law = { functionClass, lipschitz: 1, noise: 0, contextLength: n, dimension: d };
    const sample = freeze(drawRegressionBatch(law, 96, randomStream(seed, "B4.reversed")));
    const curves = biasVariance(sample, [0, ...geometricGrid(0.2, 60, 24)], weigh);
    const steep = chooseWindow(curves, { lipschitz: lipschitz * factor, noise: 0.3 });
    const flat = chooseWindow(curves, { lipschitz, noise: 0.3 });
    return inequalityMargin("w of the steeper class ≤ w of the flatter one", steep, flat, {
      tolerance: 0,
    });
  },
});

testClaim(claim);
