import fc from "fast-check";
import { transformerGradientCapped } from "../fixtures/mutants/transformer_gradient_capped.ts";
import { transformerLabelsClipped } from "../fixtures/mutants/transformer_labels_clipped.ts";
import { transformerLastPromptDropped } from "../fixtures/mutants/transformer_last_prompt_dropped.ts";
import { transformerLossOverOneLess } from "../fixtures/mutants/transformer_loss_over_one_less.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  listMargins,
  plainLoss,
  plainTransformerPrompts,
  trainingSizes,
} from "../src/measurement.ts";
import {
  drawNearestBatch,
  fromFlat,
  identityMargin,
  logUniform,
  randomStream,
  seeds,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** A2 asks for the structure of the gradient where paper A trains; this asks for its value anywhere. */
export const claim = universalClaim({
  id: "A2.anywhere",
  slug: "transformer_gradient_is_the_derivative",
  statement:
    "the gradient of paper A's transformer is the mean over prompts of its loss's slopes, at any W and for any labels and targets",
  formula: String.raw`
    \nabla L(W)_{jk}=\frac1b\sum_{p=1}^{b}\frac{\partial\ell_p}{\partial W_{jk}}(W)\qquad
    \text{at any }W`,
  source: "definition of the loss, arXiv 2411.10830, section 2; slopes by the quotient rule",
  regime: "one of prompts, N and d large at a time",
  symbols: { size: "size of W", labelSize: "size of labels and targets" },
  kind: "ID",
  expected: "verified",
  needs: ["transformerGradient"],
  mutants: [
    transformerGradientCapped,
    transformerLabelsClipped,
    transformerLastPromptDropped,
    transformerLossOverOneLess,
  ],
  bounds: {
    contextLength: { from: 1, to: 129 },
    dimension: { from: 2, to: 33 },
    prompts: { from: 1, to: 65 },
    size: { from: 0.01, to: 300 },
    labelSize: { from: 0.1, to: 100 },
  },
  generator: fc.record({
    sizes: trainingSizes(
      { contextLength: [1, 7], dimension: [2, 4] },
      { contextLengths: [65, 129], dimensions: [9, 33] },
    ),
    size: logUniform(0.01, 300),
    labelSize: logUniform(0.1, 100),
    seed: seeds(),
  }).map(({ sizes: { contextLength, dimension, batch }, ...rest }) => ({
    contextLength,
    dimension,
    prompts: batch,
    ...rest,
  })),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check({ size, labelSize, seed, ...shape }, { transformerGradient }) {
    const stream = randomStream(seed, "A2.anywhere");
    const drawn = drawNearestBatch(shape, stream);
    const normals = (length: number) =>
      Float64Array.from({ length }, () => labelSize * stream.normal());
    const batch = {
      ...drawn,
      labels: normals(drawn.labels.length),
      targets: normals(shape.prompts),
    };
    const side = shape.dimension + 2;
    const W = Array.from({ length: side * side }, () => size * stream.normal());
    const wanted = plainLoss(plainTransformerPrompts(batch), W);
    const got = transformerGradient(batch, fromFlat(W, side, side));
    // An error times a label times a label in the token; labels are in the scores as well, whose rounding grows.
    const rule = {
      tolerance: TOLERANCE.identity,
      scale: (1 + labelSize) ** 2 * (1 + size * labelSize),
    };
    return worstMargin(
      identityMargin("loss", got.loss, wanted.loss, rule),
      listMargins("gradient", got.gradient, wanted.gradient, rule),
    );
  },
});

testClaim(claim);
