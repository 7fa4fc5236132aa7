import fc from "fast-check";
import { linearWithMeanLabel } from "../fixtures/mutants/linear_with_mean_label.ts";
import { softmaxForLinear } from "../fixtures/mutants/softmax_for_linear.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { drawLowRankBatch, randomSubspace, subspaceParameters } from "../src/measurement.ts";
import {
  counts,
  eitherSign,
  fromFlat,
  identityMargin,
  logUniform,
  oneOf,
  promptAt,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalLaw,
  worstMargin,
} from "../src/mod.ts";

/**
 * Averaged over ±x_q the cross term h·f vanishes for even f, so every M, aligned with B or not, only adds its
 * own h²: the best linear attention is M = 0, which knows nothing of B. What a finite batch adds is noise.
 */
export const claim = universalLaw({
  id: "B11.linear",
  slug: "linear_attention_blind_to_even_functions",
  statement:
    "on even functions of Bᵀx linear attention learns no subspace: over ±x_q every M costs h² more than M = 0",
  formula: String.raw`
    \tfrac12\sum_{\pm}\bigl(h(\pm x_q)-f(\pm x_q)\bigr)^2=h^2+f^2,\qquad
    f\text{ even}`,
  source: "derived; sharpens the comparison with linear attention in arXiv 2402.11639, section 4",
  regime: "functions of Bᵀx; M = cBBᵀ + c_⊥B_⊥B_⊥ᵀ, and any M",
  symbols: { rest: "d − k", scale: "c", across: "c_⊥" },
  kind: "ID",
  expected: "verified",
  needs: ["predictLinear"],
  mutants: [softmaxForLinear, linearWithMeanLabel],
  law: () => (h: number) => h ** 2,
  rivals: [
    { name: "nothing", description: "M costs nothing", law: () => () => 0 },
    { name: "h²/2", description: "half of h²", law: () => (h) => h ** 2 / 2 },
    { name: "1.01 h²", description: "1 % more than h²", law: () => (h) => 1.01 * h ** 2 },
    { name: "|h|", description: "not its square", law: () => (h) => Math.abs(h) },
    { name: "a gain", description: "h² is what M saves", law: () => (h) => -(h ** 2) },
  ],
  bounds: {
    noise: { from: 0, to: 10 },
    scale: { from: -30, to: 30 },
    across: { from: -30, to: 30 },
  },
  generator: specs({
    functionClass: oneOf("quadratic" as const, "cosine" as const),
    n: counts(1, 17),
    k: counts(2, 4),
    rest: counts(2, 4),
    lipschitz: logUniform(0.1, 10),
    noise: fc.oneof(fc.constant(0), logUniform(0.01, 10)),
    scale: eitherSign(logUniform(0.01, 30)),
    across: eitherSign(logUniform(0.01, 30)),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  measure({ k, rest, scale, across, seed, n: contextLength, ...law }, { predictLinear }) {
    const stream = randomStream(seed, "B11.linear");
    const subspace = randomSubspace(k + rest, k, stream);
    const batch = drawLowRankBatch({ ...law, contextLength, subspace }, 1, stream);
    const [prompt, target] = [promptAt(batch, 0), batch.targets[0]];
    const opposite = { ...prompt, query: prompt.query.map((x) => -x) };
    const entries = Array.from({ length: (k + rest) ** 2 }, () => scale * stream.normal());
    const candidates = {
      "M along B": subspaceParameters(subspace, { scale, across }),
      "M off B": subspaceParameters(subspace, { scale: across, across: scale }),
      "any M": fromFlat(entries, k + rest, k + rest),
    };
    return Object.entries(candidates).map(([name, M]) => {
      const h = predictLinear(prompt, M);
      const loss = ((h - target) ** 2 + (predictLinear(opposite, M) - target) ** 2) / 2;
      return { name, h, least: target ** 2, loss };
    });
  },
  margin: (measured, law, spec) =>
    worstMargin(
      measured.map(({ name, h, least, loss }) =>
        identityMargin(`${name}: loss less f²`, loss - least, law(spec)(h), {
          tolerance: TOLERANCE.identity,
          scale: h ** 2 + least,
        })
      ),
    ),
});

testClaim(claim);
