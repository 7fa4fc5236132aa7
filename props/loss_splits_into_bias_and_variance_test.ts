import { linearForSoftmax } from "../fixtures/mutants/linear_for_softmax.ts";
import { noiseIgnored } from "../fixtures/mutants/noise_ignored.ts";
import { steepnessIgnored } from "../fixtures/mutants/steepness_ignored.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { biasVariance, freeze, geometricGrid } from "../src/measurement.ts";
import {
  counts,
  drawRegressionBatch,
  exactMargin,
  identityMargin,
  logUniform,
  oneOf,
  promptAt,
  randomStream,
  scaledIdentity,
  seeds,
  specs,
  TOLERANCE,
  universalLaw,
  worstMargin,
} from "../src/mod.ts";

/** B(w), V(w) at L = 1, and the levels. */
interface Split {
  readonly bias: number;
  readonly variance: number;
  readonly lipschitz: number;
  readonly noise: number;
}

/** The mean loss, against clean targets and against noisy ones. */
type Losses = (split: Split) => readonly [clean: number, noisy: number];

const lossOf: Losses = ({ bias, variance, lipschitz, noise }) => {
  const clean = lipschitz ** 2 * bias + noise ** 2 * variance;
  return [clean, clean + noise ** 2];
};

const rival = (name: string, law: Losses) => ({
  name,
  description: `${name} in the loss's split`,
  law: () => law,
});

/**
 * h = Σ_i a_i(f(x_i) + ε_i) with a free of ε, so E(h − f(x_q))² = L²B(w) + σ²V(w), where L²B = E(Σ_i a_i f(x_i) −
 * f(x_q))² and V = E Σ_i a_i². Divided by σ² it depends on L/σ and w alone.
 */
export const claim = universalLaw({
  id: "B2",
  slug: "loss_splits_into_bias_and_variance",
  statement:
    "the mean loss is L²·B(w) + σ²·V(w) with V = EΣa_i², so the best window depends on L/σ only",
  formula: String.raw`L(w)=L^2\,B(w)+\sigma^2\,V(w),\qquad V(w)=\mathbb{E}\sum_i a_i^2`,
  source: "derived; arXiv 2402.11639, section 3",
  regime: "classes that scale with L; noise of mean 0 and variance σ², here ±σ",
  symbols: { power: "log₂ of a factor of L and σ" },
  kind: "ID",
  expected: "verified",
  needs: ["predict", "weigh", "chooseWindow"],
  mutants: [linearForSoftmax, noiseIgnored, steepnessIgnored],
  law: (): Losses => lossOf,
  rivals: [
    rival("no bias", (split) => lossOf({ ...split, bias: 0 })),
    rival("no variance", (split) => lossOf({ ...split, variance: 0 })),
    rival("L for L²", (split) => lossOf({ ...split, lipschitz: Math.sqrt(split.lipschitz) })),
    rival("σ for σ²", (split) => lossOf({ ...split, noise: Math.sqrt(split.noise) })),
    rival("√Σa² for Σa²", (split) => lossOf({ ...split, variance: Math.sqrt(split.variance) })),
    rival("1 % more bias", (split) => lossOf({ ...split, bias: 1.01 * split.bias })),
    rival("1 % more variance", (split) => lossOf({ ...split, variance: 1.01 * split.variance })),
    rival("targets without noise", (split) => [lossOf(split)[0], lossOf(split)[0]]),
  ],
  generator: specs({
    functionClass: oneOf("affine" as const, "relu" as const),
    n: counts(1, 7),
    d: counts(2, 5),
    w: logUniform(0.01, 30),
    lipschitz: logUniform(0.1, 10),
    noise: logUniform(0.1, 10),
    power: counts(-3, 3),
    seed: seeds(),
  }),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  measure(
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
    // Powers of two scale without rounding, so equal ratios must give the very same grid point.
    const curves = biasVariance(freeze(tasks(16, 1)), [0, ...geometricGrid(0.1, 50, 25)], weigh);
    const factor = 2 ** power;
    const best = chooseWindow(curves, { lipschitz, noise });
    const scaled = chooseWindow(curves, { lipschitz: factor * lipschitz, noise: factor * noise });
    return {
      split: { bias: split.bias[0], variance: split.variance[0] },
      clean,
      noisy,
      curves,
      best,
      scaled,
    };
  },
  margin({ split, clean, noisy, curves, best, scaled }, law, spec) {
    const { w, lipschitz, noise } = spec;
    const rule = { tolerance: TOLERANCE.identity, scale: (w + 1) * (lipschitz ** 2 + noise ** 2) };
    const losses = (at: { readonly bias: number; readonly variance: number }) =>
      law(spec)({ ...at, lipschitz, noise });
    const [wanted, wantedNoisy] = losses(split);
    const loss = (at: number) =>
      losses({ bias: curves.bias[at], variance: curves.variance[at] })[0];
    const least = Math.min(...curves.grid.map((_, g) => loss(g)));
    return worstMargin(
      identityMargin("mean loss", clean, wanted, rule),
      identityMargin("mean loss against noisy targets", noisy, wantedNoisy, rule),
      exactMargin("best window at the same L/σ", scaled, best),
      identityMargin("loss of the chosen window", loss(curves.grid.indexOf(best)), least, rule),
    );
  },
});

testClaim(claim);
