import { groupsAllOfFirst } from "../fixtures/mutants/groups_all_of_first.ts";
import { groupsInRounds } from "../fixtures/mutants/groups_in_rounds.ts";
import { groupsReversed } from "../fixtures/mutants/groups_reversed.ts";
import { lastOfGroupSlips } from "../fixtures/mutants/last_of_group_slips.ts";
import { valuesInRounds } from "../fixtures/mutants/values_in_rounds.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { drawCall, listMargins } from "../src/measurement.ts";
import {
  counts,
  countsAndEnds,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** Head h of H has the keys and values of head ⌊h·G/H⌋ of G, in blocks, or of h mod G, in rounds. */
export const claim = universalClaim({
  id: "D6.groups",
  slug: "grouped_heads_repeat_in_declared_order",
  statement:
    "H heads of queries on G of keys are answered as on keys and values repeated H/G times, in the order that the subject declares",
  formula: String.raw`
    o_h=o\bigl(q_h,k_g,v_g\bigr),\qquad g=\lfloor hG/H\rfloor\text{ or }h\bmod G`,
  source: "grouped queries, Ainslie et al., arXiv 2305.13245",
  symbols: { keyHeads: "G", repeats: "H/G" },
  kind: "ID",
  expected: "verified",
  needs: ["attentionFacts", "attendBatch", "attendGrouped"],
  mutants: [groupsInRounds, valuesInRounds, groupsAllOfFirst, groupsReversed, lastOfGroupSlips],
  generator: specs({
    keyHeads: counts(1, 4),
    repeats: counts(2, 5),
    prompts: counts(1, 3),
    queries: counts(1, 3),
    n: countsAndEnds([1, 9], [64, 65]),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  check(
    { keyHeads, repeats, prompts, queries, n, seed },
    { attentionFacts, attendBatch, attendGrouped },
  ) {
    const stream = randomStream(seed, "D6.groups");
    const heads = keyHeads * repeats;
    const shape = { prompts, heads, keyHeads, queries, points: n, dimension: 2 };
    const call = drawCall({ ...shape, valueDimension: 3 }, stream);
    const { groups } = attentionFacts();
    const source = (head: number) =>
      groups === "blocks" ? Math.floor(head / repeats) : head % keyHeads;
    const repeated = (flat: Float64Array, entries: number) => {
      const size = n * entries;
      const all = new Float64Array(prompts * heads * size);
      for (let row = 0; row < prompts * heads; row++) {
        const own = Math.floor(row / heads) * keyHeads + source(row % heads);
        all.set(flat.subarray(own * size, (own + 1) * size), row * size);
      }
      return all;
    };
    const wanted = attendBatch({
      ...call,
      shape: { ...call.shape, keyHeads: heads },
      keys: repeated(call.keys, 2),
      values: repeated(call.values, 3),
    });
    const rule = { tolerance: TOLERANCE.forward };
    return worstMargin(listMargins("entry of the answer", attendGrouped(call), wanted, rule));
  },
});

testClaim(claim);
