import { gradientWithoutMean } from "../fixtures/mutants/gradient_without_mean.ts";
import { transformerLastPromptDropped } from "../fixtures/mutants/transformer_last_prompt_dropped.ts";
import { transformerGradientTransposed } from "../fixtures/mutants/transformer_gradient_transposed.ts";
import { transformerGradientWithoutQueryToken } from "../fixtures/mutants/transformer_gradient_without_query_token.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  drawInnerProducts,
  fromFlat,
  identityMargin,
  logUniform,
  type Margin,
  type Prompt,
  promptWithInnerProducts,
  randomStream,
  seeds,
  signLabels,
  specs,
  stackPrompts,
  TOLERANCE,
  twoScalarParameters,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** Step of the central differences, see A4. */
const STEP = 1e-5;

/** The same prompt under each of its 2^N sign patterns of labels, with the nearest label as target. */
function everyLabelling(prompt: Prompt, nearest: number) {
  const n = prompt.labels.length;
  const prompts = Array.from({ length: 1 << n }, (_, code) => ({
    ...prompt,
    labels: Float64Array.from({ length: n }, (_, j) => (((code >> j) & 1) === 1 ? 1 : -1)),
  }));
  return stackPrompts(prompts, prompts.map(({ labels }) => labels[nearest]));
}

/**
 * L(W) = ½E(ŷ − y_*)² over labels. On W = diag(ξ1·I, 0, −ξ2) the chain rule gives tr ∇W11 = ∂L/∂ξ1 and ∂L/∂W33 =
 * −∂L/∂ξ2; the query's label is 0, so the column that it multiplies has no gradient.
 */
export const claim = universalClaim({
  id: "A2",
  slug: "matrix_gradient_stays_on_two_scalars",
  statement:
    "the gradient is the derivative, a batch's the mean of its prompts'; on the two-scalar family trace(∇W11) = ∂L/∂ξ1, ∂L/∂W33 = −∂L/∂ξ2, and blocks W12, W22, W32 get no gradient",
  formula: String.raw`
    \operatorname{tr}\nabla W_{11}=\frac{\partial L}{\partial\xi_1},\qquad
    \frac{\partial L}{\partial W_{33}}=-\frac{\partial L}{\partial\xi_2},\qquad
    \nabla W_{12}=\nabla W_{22}=\nabla W_{32}=0`,
  source: "arXiv 2411.10830, section 4; restated in arXiv 2609.01311",
  regime: "points of the sphere, labels ±1 averaged by enumeration; derivative at any W",
  kind: "ID",
  expected: "verified",
  needs: ["transformerGradient", "nearestLoss", "transform"],
  mutants: [
    transformerGradientWithoutQueryToken,
    transformerGradientTransposed,
    gradientWithoutMean,
    transformerLastPromptDropped,
  ],
  generator: specs({
    prompts: counts(1, 7),
    n: counts(1, 5),
    d: counts(2, 5),
    xi1: logUniform(0.01, 30),
    xi2: logUniform(0.01, 30),
    seed: seeds(),
  }),
  budget: { quick: 60, ci: 1000, deep: 4000 },
  check({ prompts, n, d, xi1, xi2, seed }, { transformerGradient, nearestLoss, transform }) {
    const stream = randomStream(seed, "A2");
    const t = drawInnerProducts({ contextLength: n, dimension: d, prompts: 1 }, stream);
    const nearest = t.indexOf(Math.max(...t));
    const prompt = promptWithInnerProducts(
      { innerProducts: t, labels: signLabels(n, stream), dimension: d },
      stream,
    );
    const size = d + 2;
    const W = twoScalarParameters(d, { xi1, xi2 });
    const averaged = transformerGradient(everyLabelling(prompt, nearest), W);
    const { loss, dXi1, dXi2 } = nearestLoss(t, { contextLength: n, xi1, xi2 });
    const one = stackPrompts([prompt], [prompt.labels[nearest]]);
    const single = transformerGradient(one, W).gradient;
    const exact = { tolerance: TOLERANCE.identity };
    let trace = 0;
    for (let j = 0; j < d; j++) trace += averaged.gradient[j * size + j];
    const margins: Margin[] = [
      identityMargin("loss", averaged.loss, loss, exact),
      identityMargin("trace(∇W11)", trace, dXi1, exact),
      identityMargin("∂L/∂W33", averaged.gradient[size * size - 1], -dXi2, exact),
    ];
    for (let j = 0; j < size; j++) {
      margins.push(
        identityMargin(`column d+1, row ${j}, one prompt`, single[j * size + d], 0, exact),
      );
    }
    // Off the family too, the gradient is the derivative, entry by entry.
    const anywhere = Float64Array.from({ length: size * size }, () => 2 * stream.normal());
    const M = fromFlat(anywhere, size, size);
    const { gradient } = transformerGradient(one, M);
    const lossAt = (parameters: Float64Array) =>
      (transform(prompt, fromFlat(parameters, size, size)).prediction - one.targets[0]) ** 2 / 2;
    for (let k = 0; k < size * size; k++) {
      const moved = (h: number) => lossAt(anywhere.map((w, i) => (i === k ? w + h : w)));
      const slope = (moved(STEP) - moved(-STEP)) / (2 * STEP);
      margins.push(
        identityMargin(`∂L/∂W[${k}]`, gradient[k], slope, {
          tolerance: TOLERANCE.centralDifference,
        }),
      );
    }
    // Prompts that share their points: labels and targets are enough to tell them apart.
    const several = Array.from(
      { length: prompts },
      () => ({ ...prompt, labels: signLabels(n, stream) }),
    );
    const targets = several.map(() => stream.normal());
    const whole = transformerGradient(stackPrompts(several, targets), M).gradient;
    const mean = new Float64Array(size * size);
    several.forEach((one, b) => {
      const own = transformerGradient(stackPrompts([one], [targets[b]]), M).gradient;
      own.forEach((entry, k) => mean[k] += entry / prompts);
    });
    whole.forEach((entry, k) => {
      margins.push(
        identityMargin(`∂L/∂W[${k}], mean of ${prompts} prompts`, entry, mean[k], exact),
      );
    });
    return worstMargin(margins);
  },
});

testClaim(claim);
