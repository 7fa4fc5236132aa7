import fc from "fast-check";
import { blockOfPromptsMisaveraged } from "../fixtures/mutants/block_of_prompts_misaveraged.ts";
import { exponentialTooShort } from "../fixtures/mutants/exponential_too_short.ts";
import { iclGradientSignFlipped } from "../fixtures/mutants/icl_gradient_sign_flipped.ts";
import { iclGradientTransposed } from "../fixtures/mutants/icl_gradient_transposed.ts";
import { iclGradientWithoutPrediction } from "../fixtures/mutants/icl_gradient_without_prediction.ts";
import { lanesSwapped } from "../fixtures/mutants/lanes_swapped.ts";
import { lastOddPointDropped } from "../fixtures/mutants/last_odd_point_dropped.ts";
import { lateCoordinatesIgnored } from "../fixtures/mutants/late_coordinates_ignored.ts";
import { noMaxSubtraction } from "../fixtures/mutants/no_max_subtraction.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { fusedIclGradient, iclGradient as definition } from "../src/measurement.ts";
import {
  BLOCK_ENDS,
  countsAndEnds,
  drawRegressionBatch,
  fromFlat,
  FUNCTION_CLASSES,
  identityMargin,
  innerCells,
  kernelIclGradient,
  logUniform,
  type LossGradient,
  type Margin,
  promptAt,
  randomStream,
  seeds,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** Prompts next to the most that the kernel takes at one go. */
const PROMPTS = [64, 65];

/** One size is large at a time, the others as small as they come: all at once would only take longer. */
function oneLargeSize<Spec extends Record<"prompts" | "n" | "d", number>>(spec: Spec): Spec {
  const prompts = Math.min(spec.prompts, 3);
  if (spec.n > 11) return { ...spec, prompts, d: Math.min(spec.d, 5) };
  return spec.d > 5 ? { ...spec, prompts: Math.min(prompts, 2) } : spec;
}

/** Step of the central differences, see A4. */
const STEP = 1e-5;

/** The kernel and the form that stands in for it, whatever the subject brings: 1 where all bits are equal. */
function formsAgree(kernel: LossGradient, fused: LossGradient): Margin {
  const [got, wanted] = [kernel, fused].map(({ loss, gradient }) => [loss, ...gradient]);
  const k = Math.max(0, got.findIndex((entry, k) => !Object.is(entry, wanted[k])));
  return {
    margin: Object.is(got[k], wanted[k]) ? 1 : -1,
    got: got[k],
    wanted: wanted[k],
    what: `${k === 0 ? "loss" : `gradient ${k - 1}`}, WebAssembly and TypeScript`,
  };
}

/**
 * L(M) = (1/2B) Σ_b (h_b − y_b)² over B prompts, h_b = Σ_i a_i y_i. With s_i = x_iᵀMx_q, ∂h/∂M = Σ_i a_i(y_i − h)
 * x_i x_qᵀ, and ∇L is the mean of (h_b − y_b)·∂h_b/∂M.
 */
export const claim = universalClaim({
  id: "M1",
  slug: "icl_gradient_is_the_derivative",
  statement:
    "the ICL gradient, bit for bit the same in TypeScript and WebAssembly, is the derivative of the loss, as on matrices",
  formula: String.raw`\nabla L(M)_{jk}=\lim_{h\to0}\frac{L(M+hE_{jk})-L(M-hE_{jk})}{2h}`,
  source: "definition of the ICL loss, arXiv 2402.11639, equation 3",
  regime:
    "one of prompts, n and d large at a time; any M, up to scores of some thousand; central differences up to scores of about 30",
  symbols: { scale: "size of M" },
  kind: "ID",
  expected: "verified",
  needs: ["iclGradient", "predict"],
  mutants: [
    iclGradientWithoutPrediction,
    iclGradientTransposed,
    iclGradientSignFlipped,
    noMaxSubtraction,
    exponentialTooShort,
    lastOddPointDropped,
    lanesSwapped,
    blockOfPromptsMisaveraged,
    lateCoordinatesIgnored,
  ],
  bounds: {
    functionClass: { among: FUNCTION_CLASSES },
    prompts: { from: 1, to: 65 },
    n: { from: 1, to: 1025 },
    d: { from: 2, to: 64 },
    scale: { from: 0.01, to: 3000 },
    lipschitz: { from: 0.1, to: 100 },
    noise: { from: 0.01, to: 1 },
  },
  cells: [
    ...innerCells("prompts", PROMPTS),
    ...innerCells("n", BLOCK_ENDS),
  ],
  generator: fc.record({
    functionClass: fc.constantFrom(...FUNCTION_CLASSES),
    prompts: countsAndEnds([1, 5], PROMPTS),
    n: countsAndEnds([1, 11]),
    d: countsAndEnds([2, 5], [64]),
    scale: fc.oneof(logUniform(0.01, 30), logUniform(30, 3000), fc.constant(3000)),
    lipschitz: logUniform(0.1, 100),
    noise: logUniform(0.01, 1),
    seed: seeds(),
  }).map(oneLargeSize),
  budget: { quick: 120, ci: 1000, deep: 5000 },
  check({ functionClass, prompts, n, d, scale, lipschitz, noise, seed }, { iclGradient, predict }) {
    const stream = randomStream(seed, "M1");
    const law = { functionClass, lipschitz, noise, contextLength: n, dimension: d };
    const batch = drawRegressionBatch(law, prompts, stream);
    const M = Float64Array.from({ length: d * d }, () => (scale * stream.normal()) / d);
    const fast = iclGradient(batch, M);
    const exact = definition(batch, fromFlat(M, d, d));
    const rule = { tolerance: TOLERANCE.identity, scale: Math.max(1, scale) };
    // The loss from predictions alone, prompt by prompt: what the gradient has to be the slope of.
    const lossAt = (parameters: Float64Array) => {
      let sum = 0;
      for (let b = 0; b < prompts; b++) {
        const h = predict(promptAt(batch, b), fromFlat(parameters, d, d));
        sum += (h - batch.targets[b]) ** 2;
      }
      return sum / (2 * prompts);
    };
    // Differences of few entries: the definition is held to every one.
    const some = stream.integer(0, d * d - 1);
    const probed = prompts > 5 ? [some] : [0, some, d * d - 1];
    const margins: Margin[] = [
      identityMargin("loss, fast", fast.loss, exact.loss, rule),
      identityMargin("loss, by predictions", fast.loss, lossAt(M), rule),
      formsAgree(kernelIclGradient(batch, M), fusedIclGradient(batch, M)),
    ];
    fast.gradient.forEach((entry, k) => {
      margins.push(identityMargin(`gradient ${k}, fast`, entry, exact.gradient[k], rule));
      if (scale > 30 || !probed.includes(k)) return;
      const shifted = (h: number) => lossAt(M.map((value, i) => (i === k ? value + h : value)));
      const slope = (shifted(STEP) - shifted(-STEP)) / (2 * STEP);
      margins.push(identityMargin(`gradient ${k}, central difference`, entry, slope, {
        tolerance: TOLERANCE.centralDifference,
        scale: lipschitz ** 2 + noise ** 2,
      }));
    });
    return worstMargin(margins);
  },
});

testClaim(claim);
