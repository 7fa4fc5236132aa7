import fc from "fast-check";
import { farthestForNearest } from "../fixtures/mutants/farthest_for_nearest.ts";
import { noMaxSubtraction } from "../fixtures/mutants/no_max_subtraction.ts";
import { partialBlockDropped } from "../fixtures/mutants/partial_block_dropped.ts";
import { selfScoreWithoutNorm } from "../fixtures/mutants/self_score_without_norm.ts";
import { uniformWeights } from "../fixtures/mutants/uniform_weights.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { logSum, LONG_BLOCK_ENDS, softplus } from "../src/measurement.ts";
import {
  counts,
  countsAndEnds,
  drawInnerProducts,
  identityMargin,
  inequalityMargin,
  innerCells,
  logUniform,
  type Margin,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalLaw,
  worstMargin,
} from "../src/mod.ts";

/** Below this the weights themselves underflow: nothing finer than "tiny" can be asked of them. */
const LOG_TINY = -690;

/** What log r, and the bounds on log(1−q_*), are made of; scores are descending from t_*. */
interface Case {
  readonly t: readonly number[];
  readonly xi1: number;
  readonly xi2: number;
}

/** Logarithms of r, of the upper and of the lower bound. */
interface Tails {
  ratio(at: Case): number;
  upper(at: Case): number;
  lower(at: Case): number;
}

const gap = ({ t }: Case) => t[0] - t[1];
const ofQuery = ({ t, xi1, xi2 }: Case) => xi1 * (1 - t[0]) - xi2;
const ofOthers = ({ t, xi1 }: Case) => t.slice(1).map((tj) => -xi1 * (t[0] - tj));

const LAW: Tails = {
  ratio: (at) => logSum([...ofOthers(at), ofQuery(at)]),
  upper: (at) =>
    at.t.length === 1
      ? ofQuery(at)
      : logSum([Math.log(at.t.length - 1) - at.xi1 * gap(at), ofQuery(at)]),
  lower: (at) => at.t.length === 1 ? -Infinity : -softplus(at.xi1 * gap(at)),
};

const rival = (name: string, changes: Partial<Tails>) => ({
  name,
  description: `${name} in the weight off the nearest point`,
  law: (): Tails => ({ ...LAW, ...changes }),
});

/**
 * Let r = Σ_{j≠*} e^{−ξ1(t_* − t_j)} + e^{ξ1(1 − t_*) − ξ2}. Then q_* = 1/(1 + r) and 1 − q_* = r/(1 + r) ≤ r; with
 * gap = t_* − max_{j≠*} t_j, e^{−ξ1·gap} ≤ r ≤ (N − 1)e^{−ξ1·gap} + e^{ξ1(1 − t_*) − ξ2}.
 */
export const claim = universalLaw({
  id: "A7",
  slug: "weight_off_nearest_decays_with_gap",
  statement:
    "1−q_* = r/(1+r), at most (N−1)e^{−ξ1·gap} + e^{ξ1(1−t_*)−ξ2} and at least 1/(1+e^{ξ1·gap})",
  formula: String.raw`
    1-q_*=\frac{r}{1+r},\qquad
    \frac{1}{1+e^{\xi_1\mathrm{gap}}}\le1-q_*\le(N-1)\,e^{-\xi_1\mathrm{gap}}+e^{\xi_1(1-t_*)-\xi_2}`,
  source: "derived; the exact form behind the convergence theorem of arXiv 2411.10830",
  regime: "points of the sphere, tails compared as logarithms",
  kind: "ID",
  expected: "verified",
  needs: ["weighInnerProducts"],
  mutants: [
    farthestForNearest,
    noMaxSubtraction,
    selfScoreWithoutNorm,
    uniformWeights,
    partialBlockDropped,
  ],
  law: () => LAW,
  rivals: [
    rival("r without the query token", {
      ratio: (at) => at.t.length === 1 ? -1e9 : logSum(ofOthers(at)),
    }),
    rival("r from the runner-up alone", {
      ratio: (at) => logSum([...ofOthers(at).slice(0, 1), ofQuery(at)]),
    }),
    rival("r as large as its bound", { ratio: (at) => LAW.upper(at) }),
    rival("ξ1 1 % larger", { ratio: (at) => LAW.ratio({ ...at, xi1: 1.01 * at.xi1 }) }),
    rival("ξ1(1 − t_*) left out", { ratio: (at) => logSum([...ofOthers(at), -at.xi2]) }),
    rival("a bound without N − 1", {
      upper: (at) => at.t.length === 1 ? ofQuery(at) : logSum([-at.xi1 * gap(at), ofQuery(at)]),
    }),
    rival("a bound without the query token", {
      upper: (at) => at.t.length === 1 ? -1e9 : Math.log(at.t.length - 1) - at.xi1 * gap(at),
    }),
    rival("a bound at twice the gap", {
      upper: (at) =>
        at.t.length === 1
          ? ofQuery(at)
          : logSum([Math.log(at.t.length - 1) - 2 * at.xi1 * gap(at), ofQuery(at)]),
    }),
    rival("a lower bound of e^{−ξ1·gap}", {
      lower: (at) => at.t.length === 1 ? -Infinity : -at.xi1 * gap(at),
    }),
  ],
  bounds: {
    xi1: { from: 0.01, to: 1e5 },
    xi2: { from: 0.01, to: 1e5 },
  },
  cells: innerCells("n", LONG_BLOCK_ENDS),
  generator: specs({
    n: countsAndEnds([1, 17], LONG_BLOCK_ENDS),
    d: counts(2, 13),
    xi1: fc.oneof(logUniform(0.01, 1000), logUniform(1000, 1e5)),
    xi2: fc.oneof(logUniform(0.01, 1000), logUniform(1000, 1e5)),
    nearTie: fc.option(logUniform(1e-9, 1), { nil: undefined }),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  measure({ n, d, xi1, xi2, nearTie, seed }, { weighInnerProducts }) {
    const stream = randomStream(seed, "A7");
    const t = drawInnerProducts({ contextLength: n, dimension: d, prompts: 1 }, stream).toSorted()
      .toReversed();
    if (nearTie !== undefined && n > 1) t[1] = Math.max(-1, t[0] - nearTie);
    t.subarray(1).sort().reverse();
    const { weights, queryWeight } = weighInnerProducts(t, { xi1, xi2 });
    const rest = weights.subarray(1).reduce((sum, weight) => sum + weight, queryWeight);
    return { at: { t: [...t], xi1, xi2 }, best: weights[0], rest };
  },
  margin({ at, best, rest }, law, spec) {
    const { ratio, upper, lower } = law(spec);
    const logR = ratio(at);
    const logRest = logR - softplus(logR);
    const margins: Margin[] = [
      identityMargin("q_*", best, 1 / (1 + Math.exp(logR)), {
        tolerance: TOLERANCE.identity,
      }),
    ];
    if (logRest < LOG_TINY) {
      margins.push(inequalityMargin("1−q_* is tiny", rest, Math.exp(LOG_TINY), { tolerance: 0 }));
      return worstMargin(margins);
    }
    const rule = { tolerance: TOLERANCE.logarithm };
    margins.push(
      identityMargin("log(1−q_*)", Math.log(rest), logRest, rule),
      inequalityMargin("log(1−q_*), upper bound", Math.log(rest), upper(at), rule),
    );
    if (at.t.length > 1) {
      margins.push(inequalityMargin("log(1−q_*), lower bound", lower(at), Math.log(rest), rule));
    }
    return worstMargin(margins);
  },
});

testClaim(claim);
