import { lastPlaceNotMasked } from "../fixtures/mutants/last_place_not_masked.ts";
import { maskInverted } from "../fixtures/mutants/mask_inverted.ts";
import { maskNotLookedAt } from "../fixtures/mutants/mask_not_looked_at.ts";
import { maskOfFirstHead } from "../fixtures/mutants/mask_of_first_head.ts";
import { maskOfFirstPrompt } from "../fixtures/mutants/mask_of_first_prompt.ts";
import { maskOfFirstQuery } from "../fixtures/mutants/mask_of_first_query.ts";
import { maskOfFirstTile } from "../fixtures/mutants/mask_of_first_tile.ts";
import { maskOfMinusTenThousand } from "../fixtures/mutants/mask_of_minus_ten_thousand.ts";
import { maskTransposed } from "../fixtures/mutants/mask_transposed.ts";
import { operatorMaskAfterSoftmax } from "../fixtures/mutants/operator_mask_after_softmax.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { attentionPlaces, drawCall, drawMask, listMargins, TILE_ENDS } from "../src/measurement.ts";
import {
  type AttentionCall,
  counts,
  countsAndEnds,
  innerCells,
  logUniform,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** Every row of a call as a prompt of its own, of the points that its query may see and no others. */
function shortened(call: AttentionCall): AttentionCall {
  const { shape, queries, keys, values, mask } = call;
  const { heads, points, dimension, valueDimension } = shape;
  const places = attentionPlaces(shape);
  const rows = {
    keys: new Float64Array(places.length * points * dimension),
    values: new Float64Array(places.length * points * valueDimension),
  };
  const lengths = places.map(({ prompt, head, query }, row) => {
    let length = 0;
    for (let j = 0; j < points; j++) {
      if (mask![(prompt * shape.queries + query) * points + j] === 0) continue;
      const [from, to] = [(prompt * heads + head) * points + j, row * points + length++];
      const key = keys.subarray(from * dimension, (from + 1) * dimension);
      rows.keys.set(key, to * dimension);
      const value = values.subarray(from * valueDimension, (from + 1) * valueDimension);
      rows.values.set(value, to * valueDimension);
    }
    return length;
  });
  const alone = { prompts: places.length, heads: 1, keyHeads: 1, queries: 1 };
  return { shape: { ...shape, ...alone }, queries, ...rows, lengths };
}

/**
 * With S the points that a query may see, its answer is Σ_{j∈S} e^{s_j} v_j / Σ_{j∈S} e^{s_j}: the others are in neither
 * sum, so a prompt that has the points of S and no others has the same answer.
 */
export const claim = universalClaim({
  id: "D1",
  slug: "masked_attention_is_of_visible_points_alone",
  statement:
    "attention under a mask answers each query as a prompt of the points that it may see, and of no others, does",
  formula: String.raw`
    o=\frac{\sum_{j\in S}e^{s_j}v_j}{\sum_{j\in S}e^{s_j}},\qquad S=\{j:\text{the query may see }j\}`,
  source: "definition of the softmax over a subset; masks of Vaswani et al., arXiv 1706.03762",
  regime:
    "a mask for each query of each prompt, which leaves it one point at least; spread of no more than a 64th of the type's largest number",
  symbols: { spread: "spread of scores" },
  kind: "ID",
  expected: "verified",
  needs: ["attentionFacts", "attendBatch"],
  mutants: [
    maskNotLookedAt,
    operatorMaskAfterSoftmax,
    maskOfMinusTenThousand,
    maskOfFirstQuery,
    maskOfFirstPrompt,
    maskOfFirstTile,
    maskOfFirstHead,
    maskTransposed,
    maskInverted,
    lastPlaceNotMasked,
  ],
  generator: specs({
    prompts: counts(1, 3),
    heads: counts(1, 2),
    queries: counts(1, 3),
    n: countsAndEnds([1, 17], TILE_ENDS),
    d: counts(1, 3),
    spread: logUniform(0.1, 1e5),
    seed: seeds(),
  }),
  cells: innerCells("n", TILE_ENDS),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check({ prompts, heads, queries, n, d, seed, ...spec }, { attentionFacts, attendBatch }) {
    const spread = Math.min(spec.spread, attentionFacts().largestNumber / 64);
    const stream = randomStream(seed, "D1");
    const shape = { prompts, heads, keyHeads: heads, queries, points: n, dimension: d };
    const drawn = drawCall({ ...shape, valueDimension: 2 }, stream);
    const call = {
      ...drawn,
      queries: drawn.queries.map((entry) => spread * entry),
      mask: drawMask(drawn, stream),
    };
    return worstMargin(
      listMargins("entry of the answer", attendBatch(call), attendBatch(shortened(call)), {
        tolerance: TOLERANCE.forward,
        scale: spread,
      }),
    );
  },
});

testClaim(claim);
