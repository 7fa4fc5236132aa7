import fc from "fast-check";
import { labelsNegated } from "../fixtures/mutants/labels_negated.ts";
import { priorIgnored } from "../fixtures/mutants/prior_ignored.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  drawFrequencies,
  geometricGrid,
  linearOptimum,
  nearestNeighbour,
  posteriorMean as gaussianPosterior,
  type Prompt,
  randomStream,
  scaledIdentity,
  stackPrompts,
  statisticalClaim,
  uniformSteps,
} from "../src/mod.ts";

/** Prompts a replicate: linear attention is fitted to these very prompts, the others choose on them. */
const PROMPTS = 60;
const WINDOWS = geometricGrid(0.1, 30, 6);

/**
 * With finitely many tasks the posterior mean is no longer linear in the labels, and losses need drawn labels.
 * Every rival is given its best parameters in hindsight, which only helps it.
 */
export const claim = statisticalClaim({
  id: "C12.tasks",
  slug: "posterior_mean_over_tasks_is_best",
  statement:
    "with finitely many tasks the posterior mean loses less than softmax attention at its best window, the best linear attention, ridge regression and the nearest neighbour",
  source: "the posterior mean minimises the mean square",
  regime:
    "2 to 6 tasks from N(0, I) in d = 2 to 5, n from 2 to 8 Gaussian points, σ from 0.3 to 1.5",
  kind: "EXP",
  expected: "verified",
  needs: ["posteriorMean", "predict"],
  mutants: [priorIgnored, labelsNegated],
  effectName: "1 − loss of the posterior mean / least loss of the others",
  bound: 1,
  smallestEffect: 0.25,
  budget: { quick: 300, ci: 400, deep: 1000 },
  bounds: {
    taskCount: { from: 2, to: 6 },
    d: { from: 2, to: 5 },
    n: { from: 2, to: 8 },
    noise: { from: 0.3, to: 1.5 },
  },
  generator: fc.record({
    taskCount: counts(2, 6),
    d: counts(2, 5),
    n: counts(2, 8),
    noise: uniformSteps(0.3, 1.5),
  }),
  replicate({ taskCount, d, n, noise }, seed, { posteriorMean, predict }) {
    const stream = randomStream(seed, "C12.tasks");
    const normals = (rows: number) => drawFrequencies(rows, d, stream);
    const tasks = normals(taskCount);
    const at = (k: number, x: readonly number[]) =>
      x.reduce((sum, xj, j) => sum + xj * tasks.get(k, j), 0);
    const targets: number[] = [];
    const prompts = Array.from({ length: PROMPTS }, (): Prompt => {
      const k = stream.integer(0, tasks.rows - 1);
      const covariates = normals(n);
      const query = normals(1).getRow(0);
      targets.push(at(k, query));
      const labels = covariates.to2DArray().map((x) => at(k, x) + noise * stream.normal());
      return { covariates, labels: Float64Array.from(labels), query: Float64Array.from(query) };
    });
    const loss = (predictor: (prompt: Prompt) => number) =>
      prompts.reduce((sum, prompt, b) => sum + (predictor(prompt) - targets[b]) ** 2, 0) /
      (2 * PROMPTS);
    const rivals = [
      ...Array.from(WINDOWS, (w) => loss((prompt) => predict(prompt, scaledIdentity(d, w)))),
      linearOptimum(stackPrompts(prompts, targets)).loss,
      loss((prompt) => gaussianPosterior(prompt, { noise })),
      loss(({ covariates, labels, query }) =>
        nearestNeighbour({ covariates: covariates.to2DArray(), labels, query }).label
      ),
    ];
    return 1 - loss((prompt) => posteriorMean(prompt, { noise, tasks })) / Math.min(...rivals);
  },
});

testClaim(claim);
