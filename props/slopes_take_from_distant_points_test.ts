import { slopesAlignedAtPadding } from "../fixtures/mutants/slopes_aligned_at_padding.ts";
import { slopesAlignedAtStart } from "../fixtures/mutants/slopes_aligned_at_start.ts";
import { slopesBackAlone } from "../fixtures/mutants/slopes_back_alone.ts";
import { slopesIgnored } from "../fixtures/mutants/slopes_ignored.ts";
import { slopesInReverse } from "../fixtures/mutants/slopes_in_reverse.ts";
import { slopesOfFirstHead } from "../fixtures/mutants/slopes_of_first_head.ts";
import { slopesScaled } from "../fixtures/mutants/slopes_scaled.ts";
import { slopesSignFlipped } from "../fixtures/mutants/slopes_sign_flipped.ts";
import { slopesSquaredDistance } from "../fixtures/mutants/slopes_squared_distance.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { attentionByFormula, drawCall, listMargins } from "../src/measurement.ts";
import {
  counts,
  countsAndEnds,
  logUniform,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** s_j = ⟨q, k_j⟩/√d − slope·|p − j|, p = n − m + i the place of query i of m: the further, the less, on both sides. */
export const claim = universalClaim({
  id: "D15",
  slug: "slopes_take_from_distant_points",
  statement:
    "a head's slope takes slope times distance from a score, the scale left aside: far points weigh less, before and after the query",
  formula: String.raw`s_j=\frac{\langle q,k_j\rangle}{\sqrt d}-\mathrm{slope}\cdot|n-m+i-j|`,
  source: "ALiBi, arXiv 2108.12409, section 3, with distances on both sides",
  regime:
    "slopes halve from head to head; two prompts of different lengths, no more queries than points",
  symbols: { slope: "first slope" },
  kind: "ID",
  expected: "verified",
  needs: ["attendSloped"],
  mutants: [
    slopesSignFlipped,
    slopesIgnored,
    slopesOfFirstHead,
    slopesInReverse,
    slopesScaled,
    slopesSquaredDistance,
    slopesAlignedAtStart,
    slopesBackAlone,
    slopesAlignedAtPadding,
  ],
  generator: specs({
    n: countsAndEnds([1, 17], [64, 65, 129]),
    heads: counts(1, 4),
    queries: counts(1, 5),
    d: counts(1, 4),
    slope: logUniform(0.01, 1),
    seed: seeds(),
  }),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check({ n, heads, queries: asked, d, slope, seed }, { attendSloped }) {
    const stream = randomStream(seed, "D15");
    const queries = Math.min(n, asked);
    const shape = { prompts: 2, heads, keyHeads: heads, queries, points: n, dimension: d };
    const lengths = [n, stream.integer(queries, n)];
    // As published they halve from head to head.
    const slopes = Float64Array.from({ length: heads }, (_, head) => slope * 2 ** -head);
    const call = { ...drawCall({ ...shape, valueDimension: 1 }, stream, lengths), slopes };
    const wanted = attentionByFormula(call, {
      score: (product, { prompt, head, query, point }) =>
        product / Math.sqrt(d) -
        slopes[head] * Math.abs(lengths[prompt] - queries + query - point),
    });
    const rule = { tolerance: TOLERANCE.forward, scale: n };
    return worstMargin(listMargins("place of the answer", attendSloped(call), wanted, rule));
  },
});

testClaim(claim);
