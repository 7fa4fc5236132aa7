import fc from "fast-check";
import { baseTwoSoftmax } from "../fixtures/mutants/base_two_softmax.ts";
import { lastOfLongContextDropped } from "../fixtures/mutants/last_of_long_context_dropped.ts";
import { maskIgnored } from "../fixtures/mutants/mask_ignored.ts";
import { selfScoreWithoutNorm } from "../fixtures/mutants/self_score_without_norm.ts";
import { sinkScoreClamped } from "../fixtures/mutants/sink_score_clamped.ts";
import { sinkScoreIgnored } from "../fixtures/mutants/sink_score_ignored.ts";
import { sinkTakesNothing } from "../fixtures/mutants/sink_takes_nothing.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  BLOCK_ENDS,
  countsAndEnds,
  dot,
  eitherSign,
  identityMargin,
  inequalityMargin,
  innerCells,
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

/** Below this a weight is no normal number any more: nothing finer than "tiny" can be asked of it. */
const LOG_TINY = -690;

/** A weight by its logarithm, which is known whatever its size. */
function weightMargin(what: string, weight: number, log: number): Margin {
  return log < LOG_TINY
    ? inequalityMargin(`${what} is tiny`, Math.abs(weight), Math.exp(LOG_TINY), { tolerance: 0 })
    : identityMargin(`log ${what}`, Math.log(weight), log, { tolerance: TOLERANCE.logarithm });
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
  regime:
    "scores up to 200 in size, about 0 or the sink's; sinks to ±2000; n to 1025; logarithms of both tails",
  kind: "ID",
  expected: "verified",
  needs: ["weigh", "weighWithSink", "weighInnerProducts"],
  mutants: [
    sinkScoreIgnored,
    sinkTakesNothing,
    sinkScoreClamped,
    lastOfLongContextDropped,
    baseTwoSoftmax,
    maskIgnored,
    selfScoreWithoutNorm,
  ],
  bounds: {
    n: { from: 1, to: 1025 },
    scale: { from: 0.01, to: 200 },
    sink: { from: -2000, to: 2000 },
    beside: { among: [true, false] },
    xi2: { from: -2000, to: 2000 },
  },
  cells: innerCells("n", BLOCK_ENDS),
  generator: fc.record({
    n: countsAndEnds([1, 17]),
    scale: logUniform(0.01, 200),
    sink: eitherSign(fc.oneof(logUniform(0.01, 300), logUniform(300, 2000))),
    beside: fc.boolean(),
    xi2: eitherSign(fc.oneof(logUniform(0.01, 30), logUniform(30, 2000))),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  check({ n, scale, sink, beside, xi2, seed }, { weigh, weighWithSink, weighInnerProducts }) {
    const stream = randomStream(seed, "C8");
    const t = Float64Array.from({ length: n }, () => stream.between(-1, 1));
    const scores = t.map((value) => scale * value);
    // A sink far from 0 takes and leaves some where scores are as large.
    const raised = scores.map((score) => beside ? sink + score : score);
    const labels = t.map(() => stream.normal());
    const h = dot(weigh(scores), labels);
    const masked = weighInnerProducts(t, { xi1: scale, xi2: Infinity });
    const query = weighInnerProducts(t, { xi1: scale, xi2 });
    const rule = { tolerance: TOLERANCE.identity, scale: Math.max(...labels.map(Math.abs)) };
    const margins: Margin[] = [
      identityMargin("hard mask", dot(masked.weights, labels), h, rule),
    ];
    for (
      const [c, { weights, sinkWeight }, beside] of [
        [sink, weighWithSink(raised, sink), raised],
        [scale - xi2, { weights: query.weights, sinkWeight: query.queryWeight }, scores],
      ] as const
    ) {
      const odds = c - logSumExp(beside);
      const kept = weights.reduce((sum, weight) => sum + weight, 0);
      margins.push(
        weightMargin("q_s", sinkWeight, -softplus(-odds)),
        weightMargin("1 − q_s", kept, -softplus(odds)),
      );
      // Divided by what is kept, so that a strong sink hides nothing, as long as weights are normal numbers.
      if (-softplus(odds) > LOG_TINY) {
        margins.push(
          identityMargin("prediction over 1 − q_s", dot(weights, labels) / kept, h, rule),
        );
      }
    }
    return worstMargin(margins);
  },
});

testClaim(claim);
