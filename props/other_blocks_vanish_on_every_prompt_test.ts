import { transformerGradientDetached } from "../fixtures/mutants/transformer_gradient_detached.ts";
import { transformerGradientOnDiagonal } from "../fixtures/mutants/transformer_gradient_on_diagonal.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  drawInnerProducts,
  identityMargin,
  logUniform,
  type Margin,
  promptWithInnerProducts,
  randomStream,
  seeds,
  specs,
  stackPrompts,
  TOLERANCE,
  twoScalarParameters,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/**
 * Let E_y be the mean over labels. The statement is E_y ∂L/∂W_jk = 0 for all j ≠ k on one prompt; A2 has it for
 * W12, W22 and W32 only.
 */
export const claim = universalClaim({
  id: "A2.prompt",
  slug: "other_blocks_vanish_on_every_prompt",
  statement: "averaged over labels alone, ∇W has nothing off its diagonal on any single prompt",
  formula: String.raw`
    \mathbb{E}_y\frac{\partial L}{\partial W_{jk}}=0\qquad
    \text{for all }j\ne k`,
  source:
    "false: W11's other entries, W13, W21 and W31 vanish only when points average out too (A2)",
  regime: "labels ±1 averaged by enumeration, on the two-scalar family",
  kind: "ID",
  expected: "refuted",
  failsIn: 0.8,
  needs: ["transformerGradient"],
  mutants: [transformerGradientOnDiagonal, transformerGradientDetached],
  generator: specs({
    n: counts(2, 4),
    d: counts(2, 5),
    xi1: logUniform(0.01, 30),
    xi2: logUniform(0.01, 30),
    seed: seeds(),
  }),
  budget: { quick: 400, ci: 1000, deep: 4000 },
  check({ n, d, xi1, xi2, seed }, { transformerGradient }) {
    const stream = randomStream(seed, "A2.prompt");
    const t = drawInnerProducts({ contextLength: n, dimension: d, prompts: 1 }, stream);
    const prompt = promptWithInnerProducts(
      { innerProducts: t, labels: new Float64Array(n), dimension: d },
      stream,
    );
    const prompts = Array.from({ length: 1 << n }, (_, code) => ({
      ...prompt,
      labels: Float64Array.from({ length: n }, (_, j) => (((code >> j) & 1) === 1 ? 1 : -1)),
    }));
    const nearest = t.indexOf(Math.max(...t));
    const batch = stackPrompts(prompts, prompts.map(({ labels }) => labels[nearest]));
    const { gradient } = transformerGradient(batch, twoScalarParameters(d, { xi1, xi2 }));
    const size = d + 2;
    const margins: Margin[] = [];
    gradient.forEach((entry, k) => {
      if (k % (size + 1) === 0) return;
      const name = `∂L/∂W[${Math.floor(k / size)},${k % size}]`;
      margins.push(identityMargin(name, entry, 0, { tolerance: TOLERANCE.identity }));
    });
    return worstMargin(margins);
  },
});

testClaim(claim);
