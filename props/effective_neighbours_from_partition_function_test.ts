import { baseTwoSoftmax } from "../fixtures/mutants/base_two_softmax.ts";
import { hardAttention } from "../fixtures/mutants/hard_attention.ts";
import { noNormalisation } from "../fixtures/mutants/no_normalisation.ts";
import { partialBlockDropped } from "../fixtures/mutants/partial_block_dropped.ts";
import { scoresSteepened } from "../fixtures/mutants/scores_steepened.ts";
import { smallWeightsDropped } from "../fixtures/mutants/small_weights_dropped.ts";
import { temperatureSquared } from "../fixtures/mutants/temperature_squared.ts";
import { weightsFloored } from "../fixtures/mutants/weights_floored.ts";
import { weightsFlooredAndShared } from "../fixtures/mutants/weights_floored_and_shared.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  effectiveNeighbours,
  logShortOfTied,
  shortOfTied,
  squaredWeight,
} from "../src/measurement.ts";
import {
  BLOCK_ENDS,
  counts,
  countsAndEnds,
  identityMargin,
  inequalityMargin,
  innerCells,
  logUniform,
  oneOf,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalLaw,
  weightMargin,
  worstMargin,
} from "../src/mod.ts";

/** n points with m at the top, the gap below them and the range of all. */
interface Scores {
  readonly n: number;
  readonly m: number;
  readonly gap: number;
  readonly range: number;
  /** Z(w) = Σ e^{w(s_i − s_max)}. */
  readonly Z: (w: number) => number;
  /** log(1/m − Z(2w)/Z(w)²). */
  readonly short: (w: number) => number;
}

/** n_eff and its bounds at w. */
interface Neighbours {
  exact(scores: Scores, w: number): number;
  /** log(n_eff − m). */
  beyond(scores: Scores, w: number): number;
  most(scores: Scores, w: number): number;
  least(scores: Scores, w: number): number;
}

const LAW: Neighbours = {
  exact: ({ Z }, w) => Z(w) ** 2 / Z(2 * w),
  beyond: ({ m, short, Z }, w) => short(w) + Math.log((m * Z(w) ** 2) / Z(2 * w)),
  most: ({ n, m, gap }, w) => m + (n > m ? (n - m) * (2 + (n - m) / m) * Math.exp(-w * gap) : 0),
  least: ({ n, range }, w) => n * Math.exp(-2 * w * range),
};

const rival = (name: string, changes: Partial<Neighbours>) => ({
  name,
  description: `${name} for the number of effective neighbours`,
  law: (): Neighbours => ({ ...LAW, ...changes }),
});

/**
 * n_eff = Z(w)²/Z(2w) with Z(w) = Σ e^{w(s_i − s_max)}: Rényi's number of order two, without a softmax. At both
 * ends 0 ≤ n_eff − m ≤ 2m·((n−m)/m)(1 + (n−m)/m)e^{−wΔ} and n_eff ≥ n·e^{−2w·range}.
 */
export const claim = universalLaw({
  id: "C9",
  slug: "effective_neighbours_from_partition_function",
  statement:
    "effective neighbours fall from n to the number m of tied maxima as w grows, as Z(w)²/Z(2w)",
  formula: String.raw`
    n_{\mathrm{eff}}=\frac{1}{\sum_i a_i^2}=\frac{Z(w)^2}{Z(2w)}\;\longrightarrow\;\begin{cases}n & w\to0\\ m & w\to\infty\end{cases}`,
  source: "derived",
  regime: "any scores; n_eff − m by its logarithm",
  symbols: { ties: "m", factor: "the larger w over it", shift: "shift of scores" },
  kind: "INEQ",
  expected: "verified",
  needs: ["weigh"],
  mutants: [
    hardAttention,
    noNormalisation,
    temperatureSquared,
    baseTwoSoftmax,
    scoresSteepened,
    partialBlockDropped,
    weightsFloored,
    weightsFlooredAndShared,
    smallWeightsDropped,
  ],
  law: () => LAW,
  rivals: [
    rival("Z(w)", { exact: ({ Z }, w) => Z(w) }),
    rival("Z(w)/Z(2w)", { exact: ({ n, Z }, w) => n * Z(w) / Z(2 * w) / Z(0) }),
    rival("one neighbour", { exact: () => 1 }),
    rival("1 % more", { exact: (scores, w) => 1.01 * LAW.exact(scores, w) }),
    rival("a window 1 % wider", { exact: (scores, w) => LAW.exact(scores, 0.99 * w) }),
    rival("half of n_eff − m", { beyond: (own, w) => LAW.beyond(own, w) - Math.LN2 }),
    rival("n_eff − m, 1 % wider", { beyond: (own, w) => LAW.beyond(own, 0.99 * w) }),
    rival("m at every w", { most: ({ m }) => m }),
    rival("twice the gap in the bound", { most: (scores, w) => LAW.most(scores, 2 * w) }),
    rival("a tenth of the range", { least: ({ n, range }, w) => n * Math.exp(-w * range / 10) }),
  ],
  cells: innerCells("n", BLOCK_ENDS),
  generator: specs({
    n: countsAndEnds([1, 17]),
    ties: counts(1, 4),
    w: logUniform(0.001, 1000),
    factor: logUniform(1.001, 100),
    shift: oneOf(0, 1e5, -1e5),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  measure({ n, ties, w, factor, shift, seed }, { weigh }) {
    const stream = randomStream(seed, "C9");
    const s = Float64Array.from({ length: n }, () => stream.between(-1, 1));
    const m = Math.min(ties, n);
    s.fill(Math.max(...s), 0, m);
    // No accidental tie: scores that are not at the top stay behind.
    for (let i = m; i < n; i++) s[i] = Math.min(s[i], s[0] - 1e-3);
    const weightsAt = (steepness: number) => weigh(s.map((score) => steepness * score + shift));
    const here = weightsAt(w);
    // What a shift leaves of the scores, over w: taking it off again rounds nothing.
    const kept = s.map((score) => (w * score + shift - shift) / w);
    const Z = (steepness: number) =>
      kept.reduce((sum, score) => sum + Math.exp(steepness * (score - kept[0])), 0);
    const short = (steepness: number) => logShortOfTied(kept.map((score) => steepness * score), m);
    const gap = n === m ? Infinity : kept[0] - Math.max(...kept.subarray(m));
    const range = kept[0] - Math.min(...kept);
    return {
      scores: { n, m, gap, range, Z, short },
      first: effectiveNeighbours(weightsAt(0)),
      here: effectiveNeighbours(here),
      further: effectiveNeighbours(weightsAt(factor * w)),
      beyond: (shortOfTied(here, m) * m) / squaredWeight(here),
    };
  },
  margin({ scores, first, here, further, beyond }, law, spec) {
    const { exact: wanted, most, least, beyond: logBeyond } = law(spec);
    const { w } = spec;
    const rule = { tolerance: TOLERANCE.inequality };
    const exact = { tolerance: TOLERANCE.identity };
    return worstMargin(
      identityMargin("n_eff", here, wanted(scores, w), exact),
      weightMargin("n_eff − m", beyond, logBeyond(scores, w)),
      identityMargin("n_eff at w = 0", first, scores.n, exact),
      inequalityMargin("n_eff at a larger w", further, here, rule),
      inequalityMargin("m ≤ n_eff", scores.m, here, rule),
      inequalityMargin("n_eff as w grows", here, most(scores, w), rule),
      inequalityMargin("n_eff as w falls", least(scores, w), here, rule),
    );
  },
});

testClaim(claim);
