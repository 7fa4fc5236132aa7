import { hardAttention } from "../fixtures/mutants/hard_attention.ts";
import { uniformWeights } from "../fixtures/mutants/uniform_weights.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  dot,
  drawInnerProducts,
  inequalityMargin,
  logUniform,
  randomStream,
  seeds,
  signLabels,
  specs,
  TOLERANCE,
  universalClaim,
} from "../src/mod.ts";

/**
 * For fixed labels L(ξ1) = ½(Σ_j q_j y_j − y_*)² has the slope (ŷ − y_*)·Σ_j q_j(t_j − t̄)y_j with t̄ = Σ_j q_j
 * t_j. It may be positive; its average over the labels never is (A6).
 */
export const claim = universalClaim({
  id: "A6.labels",
  slug: "loss_falls_for_fixed_labels",
  statement: "under the hard mask the loss never rises in ξ1, whatever the labels are",
  formula: String.raw`
    \frac{\partial}{\partial\xi_1}\,\tfrac12\Bigl(\sum_j q_jy_j-y_*\Bigr)^2\le0`,
  source: "false: only the average over labels falls; a near-tie of another label may gain first",
  regime: "as A6, with one draw of the labels in place of their average",
  symbols: { lower: "ξ1", factor: "the larger ξ1 over it" },
  kind: "INEQ",
  expected: "refuted",
  failsIn: 0.05,
  needs: ["weighInnerProducts"],
  mutants: [hardAttention, uniformWeights],
  generator: specs({
    n: counts(3, 17),
    d: counts(2, 13),
    lower: logUniform(0.001, 100),
    factor: logUniform(1.001, 100),
    seed: seeds(),
  }),
  budget: { quick: 2000, ci: 4000, deep: 10_000 },
  check({ n, d, lower, factor, seed }, { weighInnerProducts }) {
    const stream = randomStream(seed, "A6.labels");
    const t = drawInnerProducts({ contextLength: n, dimension: d, prompts: 1 }, stream);
    const labels = signLabels(n, stream);
    const wanted = labels[t.indexOf(Math.max(...t))];
    const lossAt = (xi1: number) => {
      const { weights } = weighInnerProducts(t, { xi1, xi2: Infinity });
      return (dot(weights, labels) - wanted) ** 2 / 2;
    };
    return inequalityMargin(
      "loss at the larger ξ1 ≤ at the smaller",
      lossAt(lower * factor),
      lossAt(lower),
      { tolerance: TOLERANCE.inequality },
    );
  },
});

testClaim(claim);
