import fc from "fast-check";
import { baseTwoSoftmax } from "../fixtures/mutants/base_two_softmax.ts";
import { lastOfLongContextDropped } from "../fixtures/mutants/last_of_long_context_dropped.ts";
import { maskIgnored } from "../fixtures/mutants/mask_ignored.ts";
import { selfScoreWithoutNorm } from "../fixtures/mutants/self_score_without_norm.ts";
import { sinkScoreClamped } from "../fixtures/mutants/sink_score_clamped.ts";
import { sinkScoreIgnored } from "../fixtures/mutants/sink_score_ignored.ts";
import { sinkTakesNothing } from "../fixtures/mutants/sink_takes_nothing.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { LOG_TINY, logSum, softplus } from "../src/measurement.ts";
import {
  BLOCK_ENDS,
  countsAndEnds,
  dot,
  eitherSign,
  identityMargin,
  innerCells,
  logUniform,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalLaw,
  weightMargin,
  worstMargin,
} from "../src/mod.ts";

/** What a sink takes at odds c − logsumexp(s), and what it leaves of h. */
interface Sink {
  readonly taken: number;
  readonly kept: number;
  readonly prediction: number;
}

/** Logarithms of what is taken and kept, and the prediction over what is kept. */
type OfSink = (at: { readonly c: number; readonly total: number; readonly h: number }) => Sink;

const sigmoid: OfSink = ({ c, total, h }) => ({
  taken: -softplus(total - c),
  kept: -softplus(c - total),
  prediction: h,
});

const rival = (name: string, law: OfSink) => ({
  name,
  description: `${name} for what a sink takes`,
  law: () => law,
});

/**
 * With Z = Σ_i e^{s_i} a sink of score c and value 0 gives Σ_i e^{s_i} y_i/(Z + e^c) = (1 − q_s)·h, where q_s =
 * e^c/(Z + e^c) = 1/(1 + e^{log Z − c}).
 */
export const claim = universalLaw({
  id: "C8",
  slug: "sink_token_shrinks_prediction",
  statement:
    "a sink token of value 0 and score c gives (1 − q_s)·h, q_s = sigmoid(c − logsumexp(s)); paper A's query token is one with c = ξ1 − ξ2",
  formula: String.raw`
    \hat y=(1-q_s)\,h,\qquad
    q_s=\operatorname{sigmoid}\Bigl(c-\log\sum_je^{s_j}\Bigr)`,
  source: "derived; Xiao et al., arXiv 2309.17453 for the name",
  regime: "scores about 0 otherwise; logarithms of both tails",
  symbols: { scale: "size of scores", sink: "c", beside: "scores about the sink's" },
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
  law: (): OfSink => sigmoid,
  rivals: [
    rival("nothing", (at) => ({ ...sigmoid(at), taken: -Infinity, kept: 0 })),
    rival("e^{c − logsumexp}", (at) => ({ ...sigmoid(at), taken: at.c - at.total })),
    rival("1 % more score", (at) => sigmoid({ ...at, c: 1.01 * at.c })),
    rival("a score of 0", (at) => sigmoid({ ...at, c: 0 })),
    rival("c's opposite", (at) => sigmoid({ ...at, c: -at.c })),
    rival(
      "no shrinkage",
      (at) => ({ ...sigmoid(at), prediction: at.h / Math.exp(sigmoid(at).kept) }),
    ),
    rival("twice the shrinkage", (at) => ({
      ...sigmoid(at),
      prediction: at.h * Math.exp(sigmoid(at).kept),
    })),
  ],
  bounds: {
    sink: { from: -2000, to: 2000 },
    beside: { among: [true, false] },
    xi2: { from: -2000, to: 2000 },
  },
  cells: innerCells("n", BLOCK_ENDS),
  generator: specs({
    n: countsAndEnds([1, 17]),
    scale: logUniform(0.01, 200),
    sink: eitherSign(fc.oneof(logUniform(0.01, 300), logUniform(300, 2000))),
    beside: fc.boolean(),
    xi2: eitherSign(fc.oneof(logUniform(0.01, 30), logUniform(30, 2000))),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  measure({ n, scale, sink, beside, xi2, seed }, { weigh, weighWithSink, weighInnerProducts }) {
    const stream = randomStream(seed, "C8");
    const t = Float64Array.from({ length: n }, () => stream.between(-1, 1));
    const scores = t.map((value) => scale * value);
    // A sink far from 0 takes and leaves some where scores are as large.
    const raised = scores.map((score) => beside ? sink + score : score);
    const labels = t.map(() => stream.normal());
    const { weights, queryWeight: sinkWeight } = weighInnerProducts(t, { xi1: scale, xi2 });
    const sinks = [
      { c: sink, total: logSum(raised), ...weighWithSink(raised, sink) },
      { c: scale - xi2, total: logSum(scores), weights, sinkWeight },
    ];
    return {
      h: dot(weigh(scores), labels),
      masked: dot(weighInnerProducts(t, { xi1: scale, xi2: Infinity }).weights, labels),
      largest: Math.max(...labels.map(Math.abs)),
      sinks: sinks.map(({ c, total, weights, sinkWeight }) => {
        const kept = weights.reduce((sum, weight) => sum + weight, 0);
        // Divided by what is kept, so that a strong sink hides nothing.
        return { c, total, taken: sinkWeight, kept, prediction: dot(weights, labels) / kept };
      }),
    };
  },
  margin({ h, masked, largest, sinks }, law, spec) {
    const rule = { tolerance: TOLERANCE.identity, scale: largest };
    return worstMargin([
      identityMargin("hard mask", masked, h, rule),
      ...sinks.flatMap(({ c, total, taken, kept, prediction }) => {
        const wanted = law(spec)({ c, total, h });
        const logs = [
          weightMargin("q_s", taken, wanted.taken),
          weightMargin("1 − q_s", kept, wanted.kept),
        ];
        // As long as weights are normal numbers.
        return wanted.kept > LOG_TINY
          ? [
            ...logs,
            identityMargin("prediction over 1 − q_s", prediction, wanted.prediction, rule),
          ]
          : logs;
      }),
    ]);
  },
});

testClaim(claim);
