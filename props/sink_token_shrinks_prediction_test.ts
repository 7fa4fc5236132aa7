import fc from "fast-check";
import { baseTwoSoftmax } from "../fixtures/mutants/base_two_softmax.ts";
import { maskIgnored } from "../fixtures/mutants/mask_ignored.ts";
import { selfScoreWithoutNorm } from "../fixtures/mutants/self_score_without_norm.ts";
import { sinkScoreIgnored } from "../fixtures/mutants/sink_score_ignored.ts";
import { sinkTakesNothing } from "../fixtures/mutants/sink_takes_nothing.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  dot,
  eitherSign,
  identityMargin,
  logUniform,
  type Margin,
  randomStream,
  seeds,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** log(1 + e^x) without overflow. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

function logSumExp(scores: Float64Array): number {
  const largest = Math.max(...scores);
  return largest + Math.log(scores.reduce((sum, s) => sum + Math.exp(s - largest), 0));
}

export const claim = universalClaim({
  id: "C8",
  slug: "sink_token_shrinks_prediction",
  statement:
    "a sink token of value 0 and score c gives (1 − q_s)·h, q_s = sigmoid(c − logsumexp(s)); paper A's query token is one with c = ξ1 − ξ2",
  source: "derived; Xiao et al., arXiv 2309.17453 for the name",
  regime: "scores up to 200 and sinks up to 300 in size: logarithms of both tails",
  kind: "ID",
  expected: "verified",
  needs: ["weigh", "weighWithSink", "weighInnerProducts"],
  mutants: [
    sinkScoreIgnored,
    sinkTakesNothing,
    baseTwoSoftmax,
    maskIgnored,
    selfScoreWithoutNorm,
  ],
  bounds: {
    n: { from: 1, to: 17 },
    scale: { from: 0.01, to: 200 },
    sink: { from: -300, to: 300 },
    xi2: { from: -30, to: 30 },
  },
  generator: fc.record({
    n: counts(1, 17),
    scale: logUniform(0.01, 200),
    sink: eitherSign(logUniform(0.01, 300)),
    xi2: eitherSign(logUniform(0.01, 30)),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  check({ n, scale, sink, xi2, seed }, { weigh, weighWithSink, weighInnerProducts }) {
    const stream = randomStream(seed, "C8");
    const t = Float64Array.from({ length: n }, () => stream.between(-1, 1));
    const scores = t.map((value) => scale * value);
    const labels = t.map(() => stream.normal());
    const h = dot(weigh(scores), labels);
    const masked = weighInnerProducts(t, { xi1: scale, xi2: Infinity });
    const query = weighInnerProducts(t, { xi1: scale, xi2 });
    const rule = { tolerance: TOLERANCE.identity, scale: Math.max(...labels.map(Math.abs)) };
    const logs = { tolerance: TOLERANCE.logarithm };
    const margins: Margin[] = [
      identityMargin("hard mask", dot(masked.weights, labels), h, rule),
    ];
    for (
      const [c, { weights, sinkWeight }] of [
        [sink, weighWithSink(scores, sink)],
        [scale - xi2, { weights: query.weights, sinkWeight: query.queryWeight }],
      ] as const
    ) {
      const odds = c - logSumExp(scores);
      const kept = weights.reduce((sum, weight) => sum + weight, 0);
      margins.push(
        identityMargin("log q_s", Math.log(sinkWeight), -softplus(-odds), logs),
        identityMargin("log(1 − q_s)", Math.log(kept), -softplus(odds), logs),
        // Divided by what is kept, so that a strong sink hides nothing.
        identityMargin("prediction over 1 − q_s", dot(weights, labels) / kept, h, rule),
      );
    }
    return worstMargin(margins);
  },
});

testClaim(claim);
