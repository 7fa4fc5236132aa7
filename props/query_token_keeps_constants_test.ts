import { queryShareDividedOut } from "../fixtures/mutants/query_share_divided_out.ts";
import { queryTokenMasked } from "../fixtures/mutants/query_token_masked.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  createPrompt,
  eitherSign,
  identityMargin,
  logUniform,
  randomStream,
  seeds,
  specs,
  spherePoints,
  TOLERANCE,
  twoScalarParameters,
  universalClaim,
} from "../src/mod.ts";

/**
 * The query token has label 0 and weight q_s, so labels that are all c give ŷ = Σ_j q_j c = (1 − q_s)c, not c.
 */
export const claim = universalClaim({
  id: "C4.query",
  slug: "query_token_keeps_constants",
  statement: "with the query token in the sum, constants are still reproduced",
  formula: String.raw`y_i=c\;\forall i\;\Rightarrow\;\hat y=\sum_jq_jc=c`,
  source: "false: the query token's label is 0, so a constant c comes out as (1−q_s)·c",
  regime: "points of the sphere: the query token keeps part of the weight",
  symbols: { constant: "the constant" },
  kind: "ID",
  expected: "refuted",
  failsIn: 0.8,
  needs: ["transform"],
  mutants: [queryTokenMasked, queryShareDividedOut],
  bounds: {
    constant: { from: -10, to: 10 },
  },
  generator: specs({
    n: counts(1, 13),
    d: counts(2, 7),
    constant: eitherSign(logUniform(0.1, 10)),
    xi1: logUniform(0.01, 3),
    xi2: logUniform(0.01, 3),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 1000, deep: 4000 },
  check({ n, d, constant, xi1, xi2, seed }, { transform }) {
    const stream = randomStream(seed, "C4.query");
    const prompt = createPrompt({
      covariates: spherePoints(n, d, stream),
      labels: new Float64Array(n).fill(constant),
      query: spherePoints(1, d, stream).getRow(0),
    });
    const { prediction } = transform(prompt, twoScalarParameters(d, { xi1, xi2 }));
    return identityMargin("prediction", prediction, constant, { tolerance: TOLERANCE.identity });
  },
});

testClaim(claim);
