import fc from "fast-check";
import { linearForSoftmax } from "../fixtures/mutants/linear_for_softmax.ts";
import { noiseIgnored } from "../fixtures/mutants/noise_ignored.ts";
import { steepnessIgnored } from "../fixtures/mutants/steepness_ignored.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  biasVariance,
  counts,
  drawRegressionBatch,
  exactMargin,
  freeze,
  geometricGrid,
  identityMargin,
  logUniform,
  promptAt,
  randomStream,
  scaledIdentity,
  seeds,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

export const claim = universalClaim({
  id: "B2",
  slug: "loss_splits_into_bias_and_variance",
  statement:
    "the mean loss is L²·B(w) + σ²·V(w) with V = EΣa_i², so the best window depends on L/σ only",
  source: "derived; arXiv 2402.11639, section 3",
  regime: "affine and ReLU classes (they scale with L); noise of mean 0 and variance σ², here ±σ",
  kind: "ID",
  expected: "verified",
  needs: ["predict", "weigh", "chooseWindow"],
  mutants: [linearForSoftmax, noiseIgnored, steepnessIgnored],
  bounds: {
    functionClass: { among: ["affine", "relu"] },
    n: { from: 1, to: 7 },
    d: { from: 2, to: 5 },
    w: { from: 0.01, to: 30 },
    lipschitz: { from: 0.1, to: 10 },
    noise: { from: 0.1, to: 10 },
    power: { from: -3, to: 3 },
  },
  generator: fc.record({
    functionClass: fc.constantFrom("affine" as const, "relu" as const),
    n: counts(1, 7),
    d: counts(2, 5),
    w: logUniform(0.01, 30),
    lipschitz: logUniform(0.1, 10),
    noise: logUniform(0.1, 10),
    power: counts(-3, 3),
    seed: seeds(),
  }),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check(
    { functionClass, n, d, w, lipschitz, noise, power, seed },
    { predict, weigh, chooseWindow },
  ) {
    const unit = { functionClass, lipschitz: 1, noise: 0, contextLength: n, dimension: d };
    const tasks = (prompts: number, lipschitz: number) =>
      drawRegressionBatch({ ...unit, lipschitz }, prompts, randomStream(seed, "B2"));
    const split = biasVariance(freeze(tasks(1, 1)), [w], weigh);
    // Every one of the 2^n sign patterns of the noise: their mean is exact, no simulation needed.
    const batch = tasks(1, lipschitz);
    const prompt = promptAt(batch, 0);
    let clean = 0;
    let noisy = 0;
    for (let code = 0; code < 1 << n; code++) {
      const labels = prompt.labels.map((y, i) => y + (((code >> i) & 1) === 1 ? noise : -noise));
      const h = predict({ ...prompt, labels }, scaledIdentity(d, w));
      clean += (h - batch.targets[0]) ** 2 / (1 << n);
      for (const sign of [-1, 1]) {
        noisy += (h - batch.targets[0] - sign * noise) ** 2 / (2 << n);
      }
    }
    const wanted = lipschitz ** 2 * split.bias[0] + noise ** 2 * split.variance[0];
    const rule = { tolerance: TOLERANCE.identity, scale: (w + 1) * (lipschitz ** 2 + noise ** 2) };
    // Powers of two scale without rounding, so equal ratios must give the very same grid point.
    const curves = biasVariance(freeze(tasks(16, 1)), [0, ...geometricGrid(0.1, 50, 25)], weigh);
    const factor = 2 ** power;
    const best = chooseWindow(curves, { lipschitz, noise });
    const scaled = chooseWindow(curves, { lipschitz: factor * lipschitz, noise: factor * noise });
    const loss = (at: number) =>
      lipschitz ** 2 * curves.bias[at] + noise ** 2 * curves.variance[at];
    const least = Math.min(...curves.grid.map((_, g) => loss(g)));
    return worstMargin(
      identityMargin("mean loss", clean, wanted, rule),
      identityMargin("mean loss against noisy targets", noisy, wanted + noise ** 2, rule),
      exactMargin("best window at the same L/σ", scaled, best),
      identityMargin("loss of the chosen window", loss(curves.grid.indexOf(best)), least, rule),
    );
  },
});

testClaim(claim);
