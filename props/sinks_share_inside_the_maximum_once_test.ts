import { operatorSinkIgnored } from "../fixtures/mutants/operator_sink_ignored.ts";
import { operatorSinkTwice } from "../fixtures/mutants/operator_sink_twice.ts";
import { sinkHasAValue } from "../fixtures/mutants/sink_has_a_value.ts";
import { sinkOfFirstHead } from "../fixtures/mutants/sink_of_first_head.ts";
import { sinkOutsideMaximum } from "../fixtures/mutants/sink_outside_maximum.ts";
import { sinkScaled } from "../fixtures/mutants/sink_scaled.ts";
import { sinkShareOutsideMaximum } from "../fixtures/mutants/sink_share_outside_maximum.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  attentionByFormula,
  drawCall,
  drawMask,
  listMargins,
  ONE_OF_EACH,
} from "../src/measurement.ts";
import {
  counts,
  countsAndEnds,
  logUniform,
  oneOf,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/**
 * With a sink of score c and value zero, o = Σ_j e^{s_j − M} v_j / (Σ_j e^{s_j − M} + e^{c − M}) and M = max(c, max s). Left
 * out of the maximum, e^{c − M} overflows where c is larger than all s by more than the logarithm of the largest
 * number L: then the answer is still e^{−c} Σ e^{s_j} v_j, small beside the values, but not zero beside L.
 */
export const claim = universalClaim({
  id: "D10",
  slug: "sinks_share_inside_the_maximum_once",
  statement:
    "a head's sink takes its share e^c of the weight once, whatever c is beside the scores, and gives nothing back",
  formula: String.raw`
    o=\frac{\sum_je^{s_j-M}v_j}{\sum_je^{s_j-M}+e^{c-M}},\qquad M=\max\bigl(c,\max_js_j\bigr)`,
  source: "attention sinks as of gpt-oss; claim C8 for one query",
  regime:
    "masks; far off within ±1e5 and half of L, drowning just above ln L with values near L, the type's largest number",
  symbols: { spread: "spread of scores" },
  kind: "ID",
  expected: "verified",
  needs: ["attentionFacts", "attendWithSinks"],
  mutants: [
    sinkOutsideMaximum,
    sinkShareOutsideMaximum,
    operatorSinkTwice,
    operatorSinkIgnored,
    sinkOfFirstHead,
    sinkScaled,
    sinkHasAValue,
  ],
  generator: specs({
    heads: counts(1, 3),
    queries: counts(1, 3),
    n: countsAndEnds([1, 9], [64, 65]),
    spread: logUniform(0.1, 1000),
    sink: oneOf("among the scores", "far off", "drowning"),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  check({ heads, queries, n, spread, sink, seed }, { attentionFacts, attendWithSinks }) {
    const stream = randomStream(seed, "D10");
    const shape = { ...ONE_OF_EACH, prompts: 2, heads, keyHeads: heads, queries, points: n };
    const drawn = drawCall({ ...shape, dimension: 2 }, stream, [n, stream.integer(1, n)]);
    const { largestNumber } = attentionFacts();
    const drowning = () => Math.log(largestNumber) + stream.between(0.5, 3);
    const score = () =>
      sink === "far off"
        ? stream.between(-1, 1) * Math.min(1e5, largestNumber / 2)
        : spread * (stream.normal() + 1);
    const sinkScores = Float64Array.from(
      { length: heads },
      sink === "drowning" ? drowning : score,
    );
    const mask = drawMask(drawn, stream);
    const call = {
      ...drawn,
      mask,
      queries: drawn.queries.map((entry) => sink === "drowning" ? 0 : spread * entry),
      values: drawn.values.map((entry) =>
        sink === "drowning" ? stream.between(-1, 1) * (largestNumber / 8) : entry
      ),
      sinkScores,
    };
    const wanted = attentionByFormula(call, {
      score: (product, { prompt, query, point }) =>
        mask[(prompt * queries + query) * n + point] === 1 ? product / Math.SQRT2 : -Infinity,
      sinkScores,
    });
    // A weight of e^{−711} is no normal number any more, and has 14 digits.
    const rule = sink === "drowning"
      ? { tolerance: TOLERANCE.identity }
      : { tolerance: TOLERANCE.forward, scale: spread };
    return worstMargin(listMargins("place of the answer", attendWithSinks(call), wanted, rule));
  },
});

testClaim(claim);
