import { baseTwoSoftmax } from "../fixtures/mutants/base_two_softmax.ts";
import { hardAttention } from "../fixtures/mutants/hard_attention.ts";
import { largeShiftNotSubtracted } from "../fixtures/mutants/large_shift_not_subtracted.ts";
import { noNormalisation } from "../fixtures/mutants/no_normalisation.ts";
import { overflowGuardedAsZero } from "../fixtures/mutants/overflow_guarded_as_zero.ts";
import { partialBlockDropped } from "../fixtures/mutants/partial_block_dropped.ts";
import { smallWeightsDropped } from "../fixtures/mutants/small_weights_dropped.ts";
import { temperatureSquared } from "../fixtures/mutants/temperature_squared.ts";
import { uniformWeights } from "../fixtures/mutants/uniform_weights.ts";
import { weightsFloored } from "../fixtures/mutants/weights_floored.ts";
import { weightsFlooredAndShared } from "../fixtures/mutants/weights_floored_and_shared.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  BLOCK_ENDS,
  countsAndEnds,
  identityMargin,
  inequalityMargin,
  innerCells,
  logUniform,
  type Margin,
  norm,
  oneOf,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

function differences(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]);
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + Math.abs(value), 0);
}

/** A score this far behind has weight e^−60: the rest is as if it were not there. */
const FAR = 60;

/**
 * Tight, each by a case that attains it. Two points change places, s = (−δ/2, δ/2) → (δ/2, −δ/2): then
 * ‖Δa‖₁ = 2 tanh(δ/2) with ‖Δs‖_∞ = δ, and ‖Δa‖₂/‖Δs‖₂ = tanh(δ/2)/δ → ½ as δ → 0. A point far behind
 * that rises by δ while all others fall by δ: Δ log a = 2δ up to e^{−FAR}.
 */
export const claim = universalClaim({
  id: "C7",
  slug: "scores_perturb_weights_boundedly",
  statement:
    "‖Δa‖₁ ≤ 2 tanh(‖Δs‖_∞/2) ≤ ‖Δs‖_∞, ‖Δa‖₂ ≤ ½‖Δs‖₂ and |Δ log a_i| ≤ 2‖Δs‖_∞, and none can be smaller",
  formula: String.raw`
    \lVert\Delta a\rVert_1\le2\tanh\frac{\lVert\Delta s\rVert_\infty}{2},\qquad
    \lVert\Delta a\rVert_2\le\tfrac12\lVert\Delta s\rVert_2,\qquad
    |\Delta\log a_i|\le2\lVert\Delta s\rVert_\infty`,
  source: "the Jacobian diag(a) − aaᵀ and the logistic function; derived",
  regime: "any scores",
  symbols: { scale: "size of scores", delta: "‖Δs‖_∞", shift: "shift of scores" },
  kind: "INEQ",
  expected: "verified",
  needs: ["weigh"],
  mutants: [
    temperatureSquared,
    hardAttention,
    noNormalisation,
    baseTwoSoftmax,
    uniformWeights,
    weightsFloored,
    weightsFlooredAndShared,
    smallWeightsDropped,
    overflowGuardedAsZero,
    partialBlockDropped,
    largeShiftNotSubtracted,
  ],
  cells: innerCells("n", BLOCK_ENDS),
  generator: specs({
    n: countsAndEnds([2, 17]),
    scale: logUniform(0.01, 300),
    delta: logUniform(0.001, 10),
    shift: oneOf(0, 1e5, -1e5),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  check({ n, scale, delta, shift, seed }, { weigh }) {
    const stream = randomStream(seed, "C7");
    const s = Float64Array.from({ length: n }, () => stream.between(-scale, scale) + shift);
    // Half of the entries move by the whole of δ, up or down.
    const drawn = s.map(() =>
      delta * (stream.uniform() < 0.5 ? stream.sign() : stream.between(-1, 1))
    );
    drawn[stream.integer(0, n - 1)] = delta * stream.sign();
    const pushed = s.map((score, i) => score + drawn[i]);
    // What rounding at this shift leaves of the step.
    const step = differences(pushed, s);
    const most = Math.max(...step.map(Math.abs));
    const before = weigh(s);
    const after = weigh(pushed);
    const moved = differences(after, before);
    const rule = { tolerance: TOLERANCE.inequality };
    const exact = { tolerance: TOLERANCE.identity };
    const margins: Margin[] = [
      inequalityMargin("‖Δa‖₁", total(moved), 2 * Math.tanh(most / 2), rule),
      inequalityMargin("2 tanh(‖Δs‖_∞/2)", 2 * Math.tanh(most / 2), most, rule),
      inequalityMargin("‖Δa‖₂", norm(moved), norm(step) / 2, rule),
    ];
    before.forEach((weight, i) => {
      const logs = Math.abs(Math.log(after[i]) - Math.log(weight));
      margins.push(inequalityMargin("|Δ log a_i|", logs, 2 * most, rule));
    });
    const low = Float64Array.of(shift - delta / 2, shift + delta / 2);
    const swap = low[1] - low[0];
    const swapped = differences(weigh(low.toReversed()), weigh(low));
    const far = new Float64Array(n).fill(shift);
    far[0] -= FAR;
    const pulled = far.map((score, i) => score + (i === 0 ? delta : -delta));
    const rise = Math.log(weigh(pulled)[0]) - Math.log(weigh(far)[0]);
    const pull = pulled[0] - far[0] + far[1] - pulled[1];
    margins.push(
      identityMargin("‖Δa‖₁ of a swap", total(swapped), 2 * Math.tanh(swap / 2), exact),
      identityMargin("‖Δa‖₂ of a swap", norm(swapped), Math.SQRT2 * Math.tanh(swap / 2), exact),
      identityMargin("Δ log a of a point far behind", rise, pull, {
        tolerance: TOLERANCE.logarithm,
      }),
    );
    return worstMargin(margins);
  },
});

testClaim(claim);
