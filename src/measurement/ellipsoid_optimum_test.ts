import { assert, assertAlmostEquals } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { diagonal } from "../linalg.ts";
import { attentionWeights } from "../model/softmax_attention.ts";
import { flatSpherePoints } from "../tasks/covariates.ts";
import { createPrompt } from "../tasks/prompt.ts";
import { squaredWeight } from "./effective_neighbours.ts";
import { ellipsoidOptimum } from "./ellipsoid_optimum.ts";

const SETTING = {
  lipschitz: 3,
  noise: 1,
  contextLength: 7,
  eigenvalues: [1, 0.4, 0.2],
  prompts: 40,
};
const stream = () => testStream("ellipsoid optimum");

/** Loss of M, entries along the axes: by the model, on the points x, one unit direction v after the other. */
function plainLoss(entries: readonly number[]): number {
  const { prompts, contextLength: n, eigenvalues, lipschitz, noise } = SETTING;
  const d = eigenvalues.length;
  const draws = stream();
  const stretch = (u: Float64Array) => u.map((entry, i) => entry * Math.sqrt(eigenvalues[i % d]));
  const points = stretch(flatSpherePoints(prompts * n, d, draws));
  const queries = stretch(flatSpherePoints(prompts, d, draws));
  let loss = 0;
  for (let b = 0; b < prompts; b++) {
    const covariates = Array.from(
      { length: n },
      (_, i) => points.subarray((b * n + i) * d, (b * n + i + 1) * d),
    );
    const query = queries.subarray(b * d, (b + 1) * d);
    const prompt = createPrompt({ covariates, labels: new Float64Array(n), query });
    const weights = attentionWeights(prompt, diagonal(entries));
    for (let k = 0; k < d; k++) {
      const read = covariates.reduce((sum, x, i) => sum + weights[i] * x[k], 0);
      // The mean square of a slope uniform in [−L, L], a third of whose directions is this one.
      loss += ((read - query[k]) ** 2 * lipschitz ** 2) / (3 * d) / 2;
    }
    loss += (noise ** 2 * squaredWeight(weights)) / 2;
  }
  return loss / prompts;
}

randomTest("the loss is least there, as the model itself has it", () => {
  const best = [...ellipsoidOptimum(SETTING, stream())];
  best.forEach((_, k) => {
    const at = (factor: number) =>
      plainLoss(best.map((entry, j) => j === k ? entry * factor : entry));
    const h = 0.01;
    const [below, least, above] = [at(1 - h), at(1), at(1 + h)];
    assert(below > least && above > least);
    // The vertex of the parabola through the three, in parts of the entry.
    assertAlmostEquals((h * (below - above)) / (2 * (below - 2 * least + above)), 0, 1e-3);
  });
});

randomTest("twice as large an ellipsoid is twice the steepness", () => {
  const large = ellipsoidOptimum({ ...SETTING, eigenvalues: [4, 1.6, 0.8] }, stream());
  const steep = ellipsoidOptimum({ ...SETTING, lipschitz: 6 }, stream());
  large.forEach((entry, k) => assertAlmostEquals(entry * 4, steep[k], 1e-6 * steep[k]));
});
