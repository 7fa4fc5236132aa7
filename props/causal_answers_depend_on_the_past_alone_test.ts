import { causalAheadAtLength33 } from "../fixtures/mutants/causal_ahead_at_length_33.ts";
import { causalAheadWithMorePoints } from "../fixtures/mutants/causal_ahead_with_more_points.ts";
import { causalAlignedAtPadding } from "../fixtures/mutants/causal_aligned_at_padding.ts";
import { causalAlignedAtStart } from "../fixtures/mutants/causal_aligned_at_start.ts";
import { causalIgnored } from "../fixtures/mutants/causal_ignored.ts";
import { causalLastTileOpen } from "../fixtures/mutants/causal_last_tile_open.ts";
import { causalMissesItself } from "../fixtures/mutants/causal_misses_itself.ts";
import { causalSeesOneAhead } from "../fixtures/mutants/causal_sees_one_ahead.ts";
import { futureValueLeaks } from "../fixtures/mutants/future_value_leaks.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { attentionByFormula, drawCall, listMargins, TILE_ENDS } from "../src/measurement.ts";
import {
  type AttentionCall,
  type CallWith,
  counts,
  countsAndEnds,
  innerCells,
  oneOf,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/**
 * Query i of m stands at p = n − m + i of its prompt's n points, so that the last query sees the last point; its answer
 * is Σ_{j≤p} e^{s_j} v_j / Σ_{j≤p} e^{s_j}. What comes after p may be anything, NaN too.
 */
export const claim = universalClaim({
  id: "D5",
  slug: "causal_answers_depend_on_the_past_alone",
  statement:
    "a causal query answers from the points up to its own place n − m + i and from no later one, whatever stands there, at every length and with more points than queries too",
  formula: String.raw`o_i=\frac{\sum_{j\le n-m+i}e^{s_{ij}}v_j}{\sum_{j\le n-m+i}e^{s_{ij}}}`,
  source: "definition of a causal mask whose lower right corner is its last one",
  regime: "m ≤ n, the most that few and many may be 5 and 66; two prompts of different lengths",
  symbols: { queries: "m" },
  kind: "ID",
  expected: "verified",
  needs: ["attendCausal"],
  mutants: [
    causalIgnored,
    causalSeesOneAhead,
    causalMissesItself,
    causalAlignedAtStart,
    causalAheadWithMorePoints,
    causalAlignedAtPadding,
    causalLastTileOpen,
    causalAheadAtLength33,
    futureValueLeaks,
  ],
  generator: specs({
    n: countsAndEnds([2, 62], TILE_ENDS),
    queries: oneOf("one", "few", "many"),
    padded: oneOf(true, false),
    heads: counts(1, 2),
    seed: seeds(),
  }),
  cells: innerCells("n", TILE_ENDS),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check({ n, queries, padded, heads, seed }, { attendCausal }) {
    const stream = randomStream(seed, "D5");
    // All pairs of a thousand queries and points would be a million scores.
    const most = Math.min(n, n > 130 ? 5 : 66);
    const m = queries === "one" ? 1 : queries === "few" ? Math.min(n, 5) : most;
    const lengths = [n, stream.integer(m, n)];
    const shape = { prompts: 2, heads, keyHeads: heads, queries: m, dimension: 1 };
    const points = n + (padded ? 3 : 0);
    const drawn = drawCall({ ...shape, points, valueDimension: 1 }, stream, lengths);
    const call: CallWith<"causal"> = { ...drawn, causal: true };
    const wanted = attentionByFormula(call, {
      score: (product, { prompt, query, point }) =>
        point <= lengths[prompt] - m + query ? product : -Infinity,
    });
    const answer = attendCausal(call);
    const rule = { tolerance: TOLERANCE.forward };
    // The last query of each head sees the last point; the others must not be reached by what stands there.
    const isLast = (_: number, place: number) => place % m === m - 1;
    const poisoned = attendCausal({ ...call, ...withoutLast(call) });
    return worstMargin(
      listMargins("entry of the answer", answer, wanted, rule),
      listMargins(
        "entry before the last point is unknown",
        poisoned.map((entry, place) => isLast(entry, place) ? wanted[place] : entry),
        wanted,
        rule,
      ),
    );
  },
});

/** Keys and values of one entry with NaN at the last point of each prompt. */
function withoutLast({ keys, values, lengths, shape: { heads, points } }: AttentionCall) {
  const unknown = (entries: Float64Array) =>
    entries.map((entry, at) => {
      const prompt = Math.floor(at / (heads * points));
      return at % points === lengths![prompt] - 1 ? NaN : entry;
    });
  return { keys: unknown(keys), values: unknown(values) };
}

testClaim(claim);
