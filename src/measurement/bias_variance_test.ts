import { assertAlmostEquals, assertEquals } from "@std/assert";
import { scaledIdentity } from "../linalg.ts";
import { softmaxAttention } from "../model/softmax_attention.ts";
import { randomStream } from "../prng.ts";
import { promptAt } from "../tasks/prompt.ts";
import { normalBatch } from "../tasks/prompts_for_tests.ts";
import { TOLERANCE } from "../tolerance.ts";
import { biasVariance, freeze } from "./bias_variance.ts";

const N = 5;
const BATCH = normalBatch({ prompts: 3, n: N, d: 2 }, randomStream("bias and variance"));
const GRID = [0, 0.5, 2, 7];

/** The loss of softmax attention at w·I, with noise ±σ on every label, averaged over all its signs. */
function enumeratedLoss(w: number, sigma: number): number {
  let sum = 0;
  for (let b = 0; b < BATCH.prompts; b++) {
    const prompt = promptAt(BATCH, b);
    for (let bits = 0; bits < 2 ** N; bits++) {
      const labels = prompt.labels.map((y, i) => y + ((bits >> i) & 1 ? sigma : -sigma));
      const prediction = softmaxAttention({ ...prompt, labels }, scaledIdentity(2, w));
      sum += (prediction - BATCH.targets[b]) ** 2;
    }
  }
  return sum / 2 ** N / BATCH.prompts;
}

Deno.test("bias and σ² times variance add up to the loss, by enumeration of the noise", () => {
  const { bias, variance } = biasVariance(freeze(BATCH), GRID);
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

Deno.test("the variance goes from 1/n at w = 0 to 1 as the window closes", () => {
  const { variance } = biasVariance(freeze(BATCH), [0, 1e4]);
  assertAlmostEquals(variance[0], 1 / N, TOLERANCE.forward);
  assertAlmostEquals(variance[1], 1, TOLERANCE.forward);
});

Deno.test("the curves belong to the grid they were measured on, on a copy", () => {
  const grid = Float64Array.from(GRID);
  const curves = biasVariance(freeze(BATCH), grid);
  assertEquals([curves.bias.length, curves.variance.length], [4, 4]);
  grid[1] = 99;
  assertEquals([...curves.grid], GRID);
});

Deno.test("another way to weigh is measured in the softmax's place", () => {
  const sample = freeze(BATCH);
  const first = (scores: Float64Array) => scores.map((_, i) => (i === 0 ? 1 : 0));
  const { bias, variance } = biasVariance(sample, [3], first);
  const wanted = [0, 1, 2].reduce((sum, b) => {
    return sum + (BATCH.labels[N * b] - BATCH.targets[b]) ** 2 / 3;
  }, 0);
  assertAlmostEquals(bias[0], wanted, TOLERANCE.forward);
  assertAlmostEquals(variance[0], 1, TOLERANCE.forward);
});

Deno.test("a frozen sample has each prompt's inner products with its own query", () => {
  const sample = freeze(BATCH);
  assertEquals([sample.contextLength, sample.innerProducts.length], [N, 3 * N]);
  for (let b = 0; b < 3; b++) {
    const { covariates, query } = promptAt(BATCH, b);
    covariates.to2DArray().forEach(([x0, x1], i) => {
      const wanted = x0 * query[0] + x1 * query[1];
      assertAlmostEquals(sample.innerProducts[N * b + i], wanted, TOLERANCE.forward);
    });
  }
  assertEquals([sample.labels, sample.targets], [BATCH.labels, BATCH.targets]);
});
