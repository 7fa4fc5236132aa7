import { maskByMultiplying } from "../fixtures/mutants/mask_by_multiplying.ts";
import { maskOfMinusTenThousand } from "../fixtures/mutants/mask_of_minus_ten_thousand.ts";
import { maskedInfinityLeaks } from "../fixtures/mutants/masked_infinity_leaks.ts";
import { maskedKeyLeaks } from "../fixtures/mutants/masked_key_leaks.ts";
import { maskedValueLeaks } from "../fixtures/mutants/masked_value_leaks.ts";
import { paddedValueLeaks } from "../fixtures/mutants/padded_value_leaks.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { drawCall, drawMask, listMargins } from "../src/measurement.ts";
import {
  type AttentionCall,
  counts,
  countsAndEnds,
  oneOf,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

const ANYTHING = { NaN, Infinity, "-Infinity": -Infinity } as const;

/**
 * A point outside of S is in neither sum of Σ_{j∈S} e^{s_j} v_j / Σ_{j∈S} e^{s_j}. A weight of 0 would not do: 0·NaN and
 * 0·∞ are NaN, and so is −∞ + ∞ in a score.
 */
export const claim = universalClaim({
  id: "D3",
  slug: "masked_places_hold_anything",
  statement:
    "what stands in a place that no query may see, masked or padding, changes nothing: NaN, ±Infinity and the largest numbers included",
  formula: String.raw`
    \frac{\partial o}{\partial(k_j,v_j)}=0\quad\text{for }j\notin S,\text{ whatever }k_j,v_j`,
  source: "definition of the softmax over a subset",
  regime: "hidden places are the last ones of each prompt",
  symbols: { anything: "what is there", where: "there in", hidden: "hidden as" },
  kind: "ID",
  expected: "verified",
  needs: ["attentionFacts", "attendBatch"],
  mutants: [
    maskedValueLeaks,
    maskedKeyLeaks,
    paddedValueLeaks,
    maskedInfinityLeaks,
    maskByMultiplying,
    maskOfMinusTenThousand,
  ],
  generator: specs({
    prompts: counts(1, 3),
    heads: counts(1, 2),
    queries: counts(1, 3),
    n: countsAndEnds([2, 9], [63, 64, 65]),
    anything: oneOf("NaN", "Infinity", "-Infinity", "largest", "-largest"),
    where: oneOf("keys", "values", "both"),
    hidden: oneOf("masked", "padding"),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  check(
    { prompts, heads, queries, n, anything, where, hidden, seed },
    { attentionFacts, attendBatch },
  ) {
    const stream = randomStream(seed, "D3");
    const shape = { prompts, heads, keyHeads: heads, queries, points: n, dimension: 2 };
    const lengths = Array.from({ length: prompts }, () => stream.integer(1, n - 1));
    const drawn = drawCall({ ...shape, valueDimension: 2 }, stream, lengths);
    // Behind the lengths nobody looks: as padding, or as points that are masked for every query.
    const mask = drawMask(drawn, stream);
    const isHidden = (prompt: number, point: number) => point >= lengths[prompt];
    for (let at = 0; at < mask.length; at++) {
      if (isHidden(Math.floor(at / (queries * n)), at % n)) mask[at] = 0;
    }
    const call: AttentionCall = hidden === "padding"
      ? { ...drawn, mask }
      : { ...drawn, mask, lengths: lengths.map(() => n) };
    const { largestNumber } = attentionFacts();
    const put = anything === "largest" || anything === "-largest"
      ? (anything === "largest" ? largestNumber : -largestNumber)
      : ANYTHING[anything];
    const filled = (entries: Float64Array) =>
      entries.map((entry, at) => {
        const point = Math.floor(at / 2) % n;
        return isHidden(Math.floor(at / (2 * n * heads)), point) ? put : entry;
      });
    const full: AttentionCall = {
      ...call,
      ...(where !== "values" && { keys: filled(call.keys) }),
      ...(where !== "keys" && { values: filled(call.values) }),
    };
    const rule = { tolerance: TOLERANCE.forward };
    return worstMargin(
      listMargins("entry of the answer", attendBatch(full), attendBatch(call), rule),
    );
  },
});

testClaim(claim);
