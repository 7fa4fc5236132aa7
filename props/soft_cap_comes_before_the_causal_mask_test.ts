import { capIgnored } from "../fixtures/mutants/cap_ignored.ts";
import { capLiftsFuture } from "../fixtures/mutants/cap_lifts_future.ts";
import { causalIgnored } from "../fixtures/mutants/causal_ignored.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { attentionByFormula, drawCall, listMargins, ONE_OF_EACH } from "../src/measurement.ts";
import {
  type CallWith,
  counts,
  countsAndEnds,
  logUniform,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** s_j = c·tanh(⟨q, k_j⟩/(√d·c)) for j ≤ n − m + i, and no term of the sums for a later j, however low c is. */
export const claim = universalClaim({
  id: "D9.causal",
  slug: "soft_cap_comes_before_the_causal_mask",
  statement:
    "a soft cap does not lift what comes after a causal query: the future stays unseen under it",
  formula: String.raw`
    s_{ij}=c\,\tanh\frac{\langle q_i,k_j\rangle}{c\sqrt d}\quad\text{for }j\le n-m+i`,
  source: "Gemma 2, arXiv 2408.00118, section 2; the mask is added after it",
  regime: "no more queries than points; spread of no more than a 64th of the type's largest number",
  symbols: { softCap: "c", spread: "spread of scores" },
  kind: "ID",
  expected: "verified",
  needs: ["attentionFacts", "attendCausal", "attendCapped"],
  mutants: [capLiftsFuture, capIgnored, causalIgnored],
  generator: specs({
    softCap: logUniform(0.1, 100),
    n: countsAndEnds([2, 9], [64, 65]),
    queries: counts(1, 5),
    spread: logUniform(0.1, 1e5),
    seed: seeds(),
  }),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check(
    { softCap, n, queries: asked, seed, ...spec },
    { attentionFacts, attendCausal, attendCapped },
  ) {
    const spread = Math.min(spec.spread, attentionFacts().largestNumber / 64);
    const stream = randomStream(seed, "D9.causal");
    const queries = Math.min(n, asked);
    const drawn = drawCall({ ...ONE_OF_EACH, queries, points: n }, stream);
    const call: CallWith<"causal"> = {
      ...drawn,
      queries: drawn.queries.map((entry) => spread * entry),
      causal: true,
    };
    const formula = (score: (product: number) => number) =>
      attentionByFormula(call, {
        score: (product, { query, point }) =>
          point <= n - queries + query ? score(product) : -Infinity,
      });
    const capped = attendCapped({ ...call, softCap });
    return worstMargin(
      listMargins("query, capped", capped, formula((s) => softCap * Math.tanh(s / softCap)), {
        tolerance: TOLERANCE.forward,
        scale: softCap,
      }),
      // Without the cap: what it is compared with is causal by itself.
      listMargins("query", attendCausal(call), formula((s) => s), {
        tolerance: TOLERANCE.forward,
        scale: spread,
      }),
    );
  },
});

testClaim(claim);
