import { transformerGradientDetached } from "../fixtures/mutants/transformer_gradient_detached.ts";
import { transformerGradientRowsSlipped } from "../fixtures/mutants/transformer_gradient_rows_slipped.ts";
import { transformerLabelsNotCentred } from "../fixtures/mutants/transformer_labels_not_centred.ts";
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
  type TwoScalars,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** The prompt under every reflection of an axis, every cyclic change of axes and both signs of its labels. */
function orbit({ covariates, labels, query }: Prompt, nearest: number) {
  const d = query.length;
  const prompts: Prompt[] = [];
  for (let flips = 0; flips < 1 << d; flips++) {
    for (let shift = 0; shift < d; shift++) {
      const move = (x: ArrayLike<number>) =>
        Float64Array.from(query, (_, j) => ((flips >> j) & 1 ? -1 : 1) * x[(j + shift) % d]);
      const rows = covariates.to2DArray().flatMap((x) => [...move(x)]);
      for (const sign of [-1, 1]) {
        prompts.push({
          covariates: fromFlat(rows, labels.length, d),
          labels: labels.map((label) => sign * label),
          query: move(query),
        });
      }
    }
  }
  return stackPrompts(prompts, prompts.map((prompt) => prompt.labels[nearest]));
}

/** ∂/∂ξ1 and ∂/∂W33 of ½(ŷ − y_*)² from the scores, for labels as they are: shares no code with the model. */
function slopes(t: Float64Array, labels: Float64Array, { xi1, xi2 }: TwoScalars) {
  const scores = [...t.map((value) => xi1 * value), xi1 - xi2];
  const raised = scores.map((score) => Math.exp(score - Math.max(...scores)));
  const total = raised.reduce((sum, value) => sum + value, 0);
  const values = [...labels, 0];
  const prediction = raised.reduce((sum, value, i) => sum + (value / total) * values[i], 0);
  const pull = raised.map((value, i) => (value / total) * (values[i] - prediction));
  const error = prediction - labels[t.indexOf(Math.max(...t))];
  const moment = pull.reduce((sum, value, i) => sum + value * (i < t.length ? t[i] : 1), 0);
  return { dXi1: error * moment, dW33: error * pull[t.length] };
}

/**
 * The expectation without sampling: the law of prompts does not change under rotations nor under a change of
 * the labels' sign, so it is a mixture of orbits, and the blocks vanish on every orbit.
 */
export const claim = universalClaim({
  id: "A2.expectation",
  slug: "other_blocks_vanish_in_expectation",
  statement:
    "averaged over rotations and label signs ∇W is (1/d)(∂L/∂ξ1)·I_d, 0, ∂L/∂W33 and nothing else",
  formula: String.raw`
    \mathbb{E}\,\nabla W=\operatorname{diag}\Bigl(\frac1d\frac{\partial L}{\partial\xi_1}I_d,\;0,\;\frac{\partial L}{\partial W_{33}}\Bigr)`,
  source: "arXiv 2411.10830, section 4; restated in arXiv 2609.01311; orbits derived",
  regime: "any prompt on the sphere, on the two-scalar family",
  kind: "ID",
  expected: "verified",
  needs: ["transformerGradient"],
  mutants: [
    transformerGradientRowsSlipped,
    transformerLabelsNotCentred,
    transformerGradientDetached,
  ],
  generator: specs({
    n: counts(2, 5),
    d: counts(2, 3),
    xi1: logUniform(0.01, 30),
    xi2: logUniform(0.01, 30),
    seed: seeds(),
  }),
  budget: { quick: 60, ci: 1000, deep: 4000 },
  check({ n, d, xi1, xi2, seed }, { transformerGradient }) {
    const stream = randomStream(seed, "A2.expectation");
    const t = drawInnerProducts({ contextLength: n, dimension: d, prompts: 1 }, stream);
    const labels = signLabels(n, stream);
    const prompt = promptWithInnerProducts({ innerProducts: t, labels, dimension: d }, stream);
    const batch = orbit(prompt, t.indexOf(Math.max(...t)));
    const { gradient } = transformerGradient(batch, twoScalarParameters(d, { xi1, xi2 }));
    const { dXi1, dW33 } = slopes(t, labels, { xi1, xi2 });
    const size = d + 2;
    const exact = { tolerance: TOLERANCE.identity };
    const margins: Margin[] = [];
    gradient.forEach((entry, k) => {
      const [row, column] = [Math.floor(k / size), k % size];
      const wanted = row !== column || row === d ? 0 : row < d ? dXi1 / d : dW33;
      margins.push(identityMargin(`∂L/∂W[${row},${column}]`, entry, wanted, exact));
    });
    return worstMargin(margins);
  },
});

testClaim(claim);
