import fc from "fast-check";
import { featuresWithoutNorm } from "../fixtures/mutants/features_without_norm.ts";
import { oneFrequencyForAll } from "../fixtures/mutants/one_frequency_for_all.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  createPrompt,
  dot,
  drawFrequencies,
  FEATURE_KINDS,
  randomStream,
  scaledIdentity,
  softmaxAttention,
  statisticalClaim,
} from "../src/mod.ts";

/** Numbers of frequencies compared, and draws of them whose squared errors are averaged. */
const FEW = 50;
const MANY = 800;
const DRAWS = 16;

export const claim = statisticalClaim({
  id: "C11.ratio",
  slug: "random_feature_attention_error",
  statement:
    "attention from m random features is off from softmax attention by an error that falls as m^{−1/2}",
  source: "delta method on the ratio of two averages (C11)",
  regime: "norms from 0.3 to 0.7, n from 2 to 12, d from 2 to 5, m from 50 to 800, both kinds",
  kind: "LIM",
  expected: "verified",
  needs: ["kernelFeatures"],
  mutants: [oneFrequencyForAll, featuresWithoutNorm],
  effectName: "slope of log error in log m, plus one half",
  bound: 0.3,
  within: 0.12,
  smallestEffect: 0.06,
  budget: { quick: 300, ci: 400, deep: 1000 },
  bounds: { n: { from: 2, to: 12 }, d: { from: 2, to: 5 }, kind: { among: FEATURE_KINDS } },
  generator: fc.record({
    n: counts(2, 12),
    d: counts(2, 5),
    kind: fc.constantFrom(...FEATURE_KINDS),
  }),
  replicate({ n, d, kind }, seed, { kernelFeatures }) {
    const stream = randomStream(seed, "C11.ratio");
    const point = () => {
      const direction = Float64Array.from({ length: d }, () => stream.normal());
      const size = stream.between(0.3, 0.7) / Math.sqrt(dot(direction, direction));
      return direction.map((entry) => size * entry);
    };
    const rows = Array.from({ length: n }, point);
    const query = point();
    const labels = Float64Array.from({ length: n }, () => stream.normal());
    const prompt = createPrompt({ covariates: rows, labels, query });
    const exact = softmaxAttention(prompt, scaledIdentity(d));
    const logError = (m: number) => {
      let squared = 0;
      for (let draw = 0; draw < DRAWS; draw++) {
        const map = { frequencies: drawFrequencies(m, d, stream), kind };
        const seen = kernelFeatures(query, map);
        const kernels = rows.map((row) => dot(kernelFeatures(row, map), seen));
        const below = kernels.reduce((sum, kernel) => sum + kernel, 0);
        squared += (dot(kernels, labels) / below - exact) ** 2 / DRAWS;
      }
      return Math.log(squared) / 2;
    };
    return (logError(MANY) - logError(FEW)) / Math.log(MANY / FEW) + 0.5;
  },
});

testClaim(claim);
