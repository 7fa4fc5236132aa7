import { labelsNegated } from "../fixtures/mutants/labels_negated.ts";
import { mostLikelyTask } from "../fixtures/mutants/most_likely_task.ts";
import { posteriorNoiseNotSquared } from "../fixtures/mutants/posterior_noise_not_squared.ts";
import { posteriorNoiseTooLarge } from "../fixtures/mutants/posterior_noise_too_large.ts";
import { priorIgnored } from "../fixtures/mutants/prior_ignored.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  drawFrequencies,
  geometricGrid,
  linearOptimum,
  type LogLikelihood,
  normalLikelihood,
  taskPosterior,
} from "../src/measurement.ts";
import {
  counts,
  dot,
  nearestNeighbour,
  posteriorMean as gaussianPosterior,
  type Prompt,
  randomStream,
  scaledIdentity,
  specs,
  stackPrompts,
  statisticalLaw,
  TOLERANCE,
  uniformSteps,
} from "../src/mod.ts";

/** Prompts a replicate: the others choose on these very prompts. */
const PROMPTS = 60;
const WINDOWS = geometricGrid(0.1, 30, 6);

interface Setting {
  readonly taskCount: number;
  readonly d: number;
  readonly n: number;
  readonly noise: number;
}

const likelihood = (name: string, law: LogLikelihood) => ({
  name,
  description: `${name} in the logarithm of a label's density`,
  law: () => law,
});

/** The corners of K, d and σ, with both ends of n among them. */
const CORNERS = [2, 6].flatMap((taskCount) =>
  [2, 5].flatMap((d) =>
    [0.3, 1.5].map((noise) => {
      const long = (taskCount === 2) === (d === 2) === (noise === 1.5);
      return { taskCount, d, noise, n: long ? 8 : 2 };
    })
  )
);

/**
 * With finitely many tasks the posterior mean is no longer linear in the labels, and losses need drawn labels; but
 * given a prompt, the mean square of any prediction is the posterior's variance plus its square distance from the
 * posterior mean, both by Bayes' rule label by label. Every rival is given its best parameters on these prompts.
 */
export const claim = statisticalLaw({
  id: "C12.tasks",
  slug: "posterior_mean_over_tasks_is_best",
  statement:
    "with finitely many tasks the posterior mean is Bayes' rule, and loses less than softmax attention at its best window, the best linear attention, ridge regression and the nearest neighbour",
  formula: String.raw`
    \mathbb{E}\bigl(\mathbb{E}[f\mid X,y]-f\bigr)^2\le\mathbb{E}(h-f)^2\qquad
    \text{for every predictor }h(X,y)`,
  source: "the posterior mean minimises the mean square",
  regime: "tasks from N(0, I), Gaussian points",
  kind: "EXP",
  expected: "verified",
  needs: ["posteriorMean", "predict"],
  mutants: [
    priorIgnored,
    labelsNegated,
    posteriorNoiseTooLarge,
    posteriorNoiseNotSquared,
    mostLikelyTask,
  ],
  law: (): LogLikelihood => normalLikelihood,
  rivals: [
    likelihood("no half", (residual, noise) => -((residual / noise) ** 2)),
    likelihood("σ for σ²", (residual, noise) => -(residual ** 2) / (2 * noise)),
    likelihood("Laplace's law", (residual, noise) => -Math.abs(residual) / noise),
    likelihood("σ × 1.01", (residual, noise) => normalLikelihood(residual, 1.01 * noise)),
    likelihood("σ ÷ 1.01", (residual, noise) => normalLikelihood(residual, noise / 1.01)),
    likelihood("no labels", () => 0),
  ],
  effectName:
    "1 − loss of the posterior mean / least loss of the others; −1 unless it is Bayes' rule",
  bound: 1,
  smallestEffect: 0.1,
  budget: { quick: 300, ci: 400, deep: 1000 },
  strata: [
    ...CORNERS.map((setting) => ({
      name: `K = ${setting.taskCount}, d = ${setting.d}, n = ${setting.n}, σ = ${setting.noise}`,
      setting,
    })),
    { name: "inside", setting: {} },
  ],
  generator: specs({
    taskCount: counts(2, 6),
    d: counts(2, 5),
    n: counts(2, 8),
    noise: uniformSteps(0.3, 1.5),
  }),
  measure({ taskCount, d, n, noise }: Setting, seed, { posteriorMean, predict }) {
    const stream = randomStream(seed, "C12.tasks");
    const normals = (rows: number) => drawFrequencies(rows, d, stream);
    const tasks = normals(taskCount);
    const prompts = Array.from({ length: PROMPTS }, (): Prompt => {
      const task = tasks.getRow(stream.integer(0, taskCount - 1));
      const covariates = normals(n);
      const labels = covariates.to2DArray().map((x) => dot(x, task) + noise * stream.normal());
      const query = Float64Array.from(normals(1).getRow(0));
      return { covariates, labels: Float64Array.from(labels), query };
    });
    const all = (predictor: (prompt: Prompt) => number) => prompts.map(predictor);
    const others = [
      ...Array.from(WINDOWS, (w) => {
        const parameters = scaledIdentity(d, w);
        return all((prompt) => predict(prompt, parameters));
      }),
      all((prompt) => gaussianPosterior(prompt, { noise })),
      all(({ covariates, labels, query }) =>
        nearestNeighbour({ covariates: covariates.to2DArray(), labels, query }).label
      ),
    ];
    const own = all((prompt) => posteriorMean(prompt, { noise, tasks }));
    return { tasks, prompts, others, own };
  },
  effect({ tasks, prompts, others, own }, law, setting) {
    const posteriors = prompts.map((prompt) =>
      taskPosterior(prompt, { tasks, noise: setting.noise }, law(setting))
    );
    const means = posteriors.map(({ mean }) => mean);
    const variance = posteriors.reduce((sum, { variance }) => sum + variance, 0) / PROMPTS;
    const excess = (predictions: readonly number[]) =>
      predictions.reduce((sum, prediction, b) => sum + (prediction - means[b]) ** 2, 0) / PROMPTS;
    const scale = excess(means.map(() => 0)) + variance;
    if (!(Math.sqrt(excess(own)) <= TOLERANCE.identity * (1 + Math.sqrt(scale)))) return -1;
    // The ICL loss of this project is half the mean square.
    const linear = 2 * linearOptimum(stackPrompts(prompts, means)).loss;
    return 1 - (variance + excess(own)) / (variance + Math.min(linear, ...others.map(excess)));
  },
});

testClaim(claim);
