import fc from "fast-check";
import { exponentialTooShort } from "../fixtures/mutants/exponential_too_short.ts";
import { iclGradientSignFlipped } from "../fixtures/mutants/icl_gradient_sign_flipped.ts";
import { iclGradientTransposed } from "../fixtures/mutants/icl_gradient_transposed.ts";
import { iclGradientWithoutPrediction } from "../fixtures/mutants/icl_gradient_without_prediction.ts";
import { lanesSwapped } from "../fixtures/mutants/lanes_swapped.ts";
import { lastOddPointDropped } from "../fixtures/mutants/last_odd_point_dropped.ts";
import { noMaxSubtraction } from "../fixtures/mutants/no_max_subtraction.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  drawRegressionBatch,
  fromFlat,
  FUNCTION_CLASSES,
  fusedIclGradient,
  iclGradient as definition,
  identityMargin,
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

/** Step of the central differences, see A4. */
const STEP = 1e-5;

/** The kernel and the form that stands in for it, whatever the subject brings: 1 where all bits are equal. */
function formsAgree(kernel: LossGradient, fused: LossGradient): Margin[] {
  const same = (what: string, got: number, wanted: number): Margin => ({
    margin: Object.is(got, wanted) ? 1 : -1,
    got,
    wanted,
    what,
  });
  return [
    same("loss, WebAssembly and TypeScript", kernel.loss, fused.loss),
    ...Array.from(
      kernel.gradient,
      (entry, k) => same(`gradient ${k}, WebAssembly and TypeScript`, entry, fused.gradient[k]),
    ),
  ];
}

export const claim = universalClaim({
  id: "M1",
  slug: "icl_gradient_is_the_derivative",
  statement:
    "the ICL gradient, bit for bit the same in TypeScript and WebAssembly, is the derivative of the loss, as on matrices",
  source: "definition of the ICL loss, arXiv 2402.11639, equation 3",
  regime: "any M up to scores of some thousand; central differences up to scores of about 30",
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
  ],
  bounds: {
    functionClass: { among: FUNCTION_CLASSES },
    prompts: { from: 1, to: 5 },
    n: { from: 1, to: 11 },
    d: { from: 2, to: 5 },
    scale: { from: 0.01, to: 3000 },
    lipschitz: { from: 0.1, to: 5 },
    noise: { from: 0.01, to: 1 },
  },
  generator: fc.record({
    functionClass: fc.constantFrom(...FUNCTION_CLASSES),
    prompts: counts(1, 5),
    n: counts(1, 11),
    d: counts(2, 5),
    scale: fc.oneof(logUniform(0.01, 30), logUniform(30, 3000), fc.constant(3000)),
    lipschitz: logUniform(0.1, 5),
    noise: logUniform(0.01, 1),
    seed: seeds(),
  }),
  budget: { quick: 100, ci: 1000, deep: 5000 },
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
    const margins: Margin[] = [
      identityMargin("loss, fast", fast.loss, exact.loss, rule),
      identityMargin("loss, by predictions", fast.loss, lossAt(M), rule),
      ...formsAgree(kernelIclGradient(batch, M), fusedIclGradient(batch, M)),
    ];
    fast.gradient.forEach((entry, k) => {
      margins.push(identityMargin(`gradient ${k}, fast`, entry, exact.gradient[k], rule));
      if (scale > 30) return;
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
