import fc from "fast-check";
import { labelsMisaligned } from "../fixtures/mutants/labels_misaligned.ts";
import { noMaxSubtraction } from "../fixtures/mutants/no_max_subtraction.ts";
import { positionBias } from "../fixtures/mutants/position_bias.ts";
import { queryInSum } from "../fixtures/mutants/query_in_sum.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  attentionScores,
  counts,
  createPrompt,
  eitherSign,
  fromFlat,
  identityMargin,
  logUniform,
  type Margin,
  multiply,
  multiplyVector,
  randomOrthogonal,
  randomStream,
  seeds,
  spherePoints,
  TOLERANCE,
  transpose,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

export const claim = universalClaim({
  id: "C5",
  slug: "prediction_is_invariant",
  statement:
    "permuting or duplicating the context, shifting all scores, or rotating x and M together changes nothing",
  source: "standard",
  regime: "points of the sphere, any M up to norm 30, shifts up to 1000",
  kind: "ID",
  expected: "verified",
  needs: ["predict", "weigh"],
  mutants: [positionBias, labelsMisaligned, queryInSum, noMaxSubtraction],
  bounds: {
    n: { from: 2, to: 17 },
    d: { from: 2, to: 7 },
    scale: { from: 0.1, to: 30 },
    shift: { from: -1000, to: 1000 },
  },
  generator: fc.record({
    n: counts(2, 17),
    d: counts(2, 7),
    scale: logUniform(0.1, 30),
    shift: eitherSign(logUniform(0.1, 1000)),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  check({ n, d, scale, shift, seed }, { predict, weigh }) {
    const stream = randomStream(seed, "C5");
    const rows = spherePoints(n, d, stream).to2DArray();
    const labels = rows.map(() => stream.normal());
    const [query] = spherePoints(1, d, stream).to2DArray();
    const M = fromFlat(Array.from({ length: d * d }, () => (scale * stream.normal()) / d), d, d);
    const at = (order: readonly number[]) =>
      predict(
        createPrompt({
          covariates: order.map((i) => rows[i]),
          labels: order.map((i) => labels[i]),
          query,
        }),
        M,
      );
    const order = rows.map((_, i) => i);
    const h = at(order);
    const shuffled = order.map((i) => ({ i, key: stream.uniform() }))
      .sort((a, b) => a.key - b.key).map(({ i }) => i);
    const U = randomOrthogonal(d, stream);
    const rotated = predict(
      createPrompt({
        covariates: rows.map((x) => multiplyVector(U, x)),
        labels,
        query: multiplyVector(U, query),
      }),
      multiply(multiply(U, M), transpose(U)),
    );
    const scores = attentionScores({ covariates: fromFlat(rows.flat(), n, d), query }, M);
    const weights = weigh(scores);
    const moved = weigh(scores.map((score) => score + shift));
    // Rounding of scores, times the size of the labels.
    const rule = {
      tolerance: TOLERANCE.forward,
      scale: (scale + 1) * Math.max(...labels.map(Math.abs)),
    };
    const margins: Margin[] = [
      identityMargin("permuted context", at(shuffled), h, rule),
      identityMargin("context given twice", at([...order, ...order]), h, rule),
      identityMargin("rotated", rotated, h, rule),
    ];
    weights.forEach((weight, i) => {
      margins.push(identityMargin(`weight ${i} under a shift`, moved[i], weight, rule));
    });
    return worstMargin(margins);
  },
});

testClaim(claim);
