import { queryAlwaysMasked } from "../fixtures/mutants/query_always_masked.ts";
import { uniformWeights } from "../fixtures/mutants/uniform_weights.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { squaredWeight } from "../src/measurement.ts";
import {
  counts,
  drawInnerProducts,
  inequalityMargin,
  logUniform,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/**
 * q_* = e^{ξ1 t_*}/(Σ_j e^{ξ1 t_j} + e^{ξ1 − ξ2}). As t_* < 1, the query token's e^{ξ1 − ξ2} outgrows e^{ξ1 t_*}
 * and q_* → 0 as ξ1 → ∞.
 */
export const claim = universalClaim({
  id: "A6.query",
  slug: "loss_falls_with_query_token_active",
  statement: "with the query token active q_* never falls and the averaged loss never rises in ξ1",
  formula: String.raw`
    \frac{\partial q_*}{\partial\xi_1}\ge0,\qquad
    \frac{\partial L}{\partial\xi_1}\le0\qquad
    (q_s>0)`,
  source:
    "false: the query token's own score ξ1 − ξ2 grows faster than the nearest point's, ξ1·t_*",
  regime: "as A6, but a finite ξ2 in place of the hard mask",
  symbols: { lower: "ξ1", factor: "the larger ξ1 over it" },
  kind: "INEQ",
  expected: "refuted",
  failsIn: 0.2,
  needs: ["weighInnerProducts"],
  mutants: [queryAlwaysMasked, uniformWeights],
  generator: specs({
    n: counts(1, 17),
    d: counts(2, 13),
    lower: logUniform(0.001, 100),
    factor: logUniform(1.001, 100),
    xi2: logUniform(0.01, 100),
    seed: seeds(),
  }),
  budget: { quick: 2000, ci: 4000, deep: 10_000 },
  check({ n, d, lower, factor, xi2, seed }, { weighInnerProducts }) {
    const stream = randomStream(seed, "A6.query");
    const t = drawInnerProducts({ contextLength: n, dimension: d, prompts: 1 }, stream);
    const nearest = t.indexOf(Math.max(...t));
    const at = (xi1: number) => {
      const { weights } = weighInnerProducts(t, { xi1, xi2 });
      const winner = weights[nearest];
      // The loss averaged over labels, claim A3.
      return { winner, loss: (1 - 2 * winner + squaredWeight(weights)) / 2 };
    };
    const [a, b] = [at(lower), at(lower * factor)];
    const rule = { tolerance: TOLERANCE.inequality };
    return worstMargin(
      inequalityMargin("q_* at the smaller ξ1 ≤ at the larger", a.winner, b.winner, rule),
      inequalityMargin("loss at the larger ξ1 ≤ at the smaller", b.loss, a.loss, rule),
    );
  },
});

testClaim(claim);
