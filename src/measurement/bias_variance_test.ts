import { assertAlmostEquals, assertEquals } from "@std/assert";
import { spendChance } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { scaledIdentity } from "../linalg.ts";
import { softmaxAttention } from "../model/softmax_attention.ts";
import { promptAt } from "../tasks/prompt.ts";
import { normalBatch } from "../tasks/prompts_for_tests.ts";
import { TOLERANCE } from "../tolerance.ts";
import { biasVariance, freeze } from "./bias_variance.ts";

const N = 5;
const drawBatch = () => normalBatch({ prompts: 3, n: N, d: 2 }, testStream("batch"));
const GRID = [0, 0.5, 2, 7];

/** The loss of softmax attention at w·I, with noise ±σ on every label, averaged over all its signs. */
function enumeratedLoss(w: number, sigma: number): number {
  const batch = drawBatch();
  let sum = 0;
  for (let b = 0; b < batch.prompts; b++) {
    const prompt = promptAt(batch, b);
    for (let bits = 0; bits < 2 ** N; bits++) {
      const labels = prompt.labels.map((y, i) => y + ((bits >> i) & 1 ? sigma : -sigma));
      const prediction = softmaxAttention({ ...prompt, labels }, scaledIdentity(2, w));
      sum += (prediction - batch.targets[b]) ** 2;
    }
  }
  return sum / 2 ** N / batch.prompts;
}

randomTest("bias and σ² times variance add up to the loss, by enumeration of the noise", () => {
  const batch = drawBatch();
  const { bias, variance } = biasVariance(freeze(batch), GRID);
  GRID.forEach((w, g) => {
    for (const sigma of [0, 0.7, 3]) {
      const split = bias[g] + sigma ** 2 * variance[g];
      assertAlmostEquals(
        split,
        enumeratedLoss(w, sigma),
        TOLERANCE.forward,
        `w = ${w}, σ = ${sigma}`,
      );
    }
  });
});

randomTest("the variance goes from 1/n at w = 0 to 1 as the window closes", () => {
  const batch = drawBatch();
  // Unless two of a prompt's scores, of densities near one, are nearer to each other than 3e-11.
  spendChance();
  const { variance } = biasVariance(freeze(batch), [0, 1e12]);
  assertAlmostEquals(variance[0], 1 / N, TOLERANCE.forward);
  assertAlmostEquals(variance[1], 1, TOLERANCE.forward);
});

randomTest("the curves belong to the grid they were measured on, on a copy", () => {
  const batch = drawBatch();
  const grid = Float64Array.from(GRID);
  const curves = biasVariance(freeze(batch), grid);
  assertEquals([curves.bias.length, curves.variance.length], [4, 4]);
  grid[1] = 99;
  assertEquals([...curves.grid], GRID);
});

randomTest("another way to weigh is measured in the softmax's place", () => {
  const batch = drawBatch();
  const sample = freeze(batch);
  const first = (scores: Float64Array) => scores.map((_, i) => (i === 0 ? 1 : 0));
  const { bias, variance } = biasVariance(sample, [3], first);
  const wanted = [0, 1, 2].reduce((sum, b) => {
    return sum + (batch.labels[N * b] - batch.targets[b]) ** 2 / 3;
  }, 0);
  assertAlmostEquals(bias[0], wanted, TOLERANCE.forward);
  assertAlmostEquals(variance[0], 1, TOLERANCE.forward);
});

randomTest("a frozen sample has each prompt's inner products with its own query", () => {
  const batch = drawBatch();
  const sample = freeze(batch);
  assertEquals([sample.contextLength, sample.innerProducts.length], [N, 3 * N]);
  for (let b = 0; b < 3; b++) {
    const { covariates, query } = promptAt(batch, b);
    covariates.to2DArray().forEach(([x0, x1], i) => {
      const wanted = x0 * query[0] + x1 * query[1];
      assertAlmostEquals(sample.innerProducts[N * b + i], wanted, TOLERANCE.forward);
    });
  }
  assertEquals([sample.labels, sample.targets], [batch.labels, batch.targets]);
});
