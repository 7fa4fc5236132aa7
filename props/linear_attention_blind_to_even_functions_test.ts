import fc from "fast-check";
import { linearWithMeanLabel } from "../fixtures/mutants/linear_with_mean_label.ts";
import { softmaxForLinear } from "../fixtures/mutants/softmax_for_linear.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  drawLowRankBatch,
  eitherSign,
  fromFlat,
  identityMargin,
  logUniform,
  promptAt,
  randomStream,
  randomSubspace,
  seeds,
  subspaceParameters,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/**
 * Averaged over ±x_q the cross term h·f vanishes for even f, so every M, aligned with B or not, only adds its
 * own h²: the best linear attention is M = 0, which knows nothing of B. What a finite batch adds is noise.
 */
export const claim = universalClaim({
  id: "B11.linear",
  slug: "linear_attention_blind_to_even_functions",
  statement:
    "on even functions of Bᵀx linear attention learns no subspace: over ±x_q every M costs h² more than M = 0",
  source: "derived; sharpens the comparison with linear attention in arXiv 2402.11639, section 4",
  regime: "quadratic and cosine functions of k ≥ 2 directions, M = cBBᵀ + c_⊥B_⊥B_⊥ᵀ and any M",
  kind: "ID",
  expected: "verified",
  needs: ["predictLinear"],
  mutants: [softmaxForLinear, linearWithMeanLabel],
  bounds: {
    functionClass: { among: ["quadratic", "cosine"] },
    n: { from: 1, to: 17 },
    k: { from: 2, to: 4 },
    rest: { from: 2, to: 4 },
    lipschitz: { from: 0.1, to: 10 },
    noise: { from: 0, to: 10 },
    scale: { from: -30, to: 30 },
    across: { from: -30, to: 30 },
  },
  generator: fc.record({
    functionClass: fc.constantFrom("quadratic" as const, "cosine" as const),
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
  check({ k, rest, scale, across, seed, n: contextLength, ...law }, { predictLinear }) {
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
    return worstMargin(
      Object.entries(candidates).map(([name, M]) => {
        const h = predictLinear(prompt, M);
        const loss = ((h - target) ** 2 + (predictLinear(opposite, M) - target) ** 2) / 2;
        return identityMargin(`${name}: loss less f²`, loss - target ** 2, h ** 2, {
          tolerance: TOLERANCE.identity,
          scale: h ** 2 + target ** 2,
        });
      }),
    );
  },
});

testClaim(claim);
