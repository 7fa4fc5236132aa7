import { labelsNegated } from "../fixtures/mutants/labels_negated.ts";
import { posteriorLateCoordinatesIgnored } from "../fixtures/mutants/posterior_late_coordinates_ignored.ts";
import { posteriorMostLikelyTask } from "../fixtures/mutants/posterior_most_likely_task.ts";
import { posteriorTasksTruncated } from "../fixtures/mutants/posterior_tasks_truncated.ts";
import { posteriorWithoutHalf } from "../fixtures/mutants/posterior_without_half.ts";
import { priorIgnored } from "../fixtures/mutants/prior_ignored.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  BLOCK_ENDS,
  countsAndEnds,
  createPrompt,
  dot,
  identityMargin,
  innerCells,
  logUniform,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  toMatrix,
  uniformSteps,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** Numbers of tasks next to a block's end. */
const TASKS = [63, 64, 65];

/**
 * By enumeration: the log odds of task k against the first, (v_k − v_1)ᵀΣ x_i(y_i − (v_k + v_1)ᵀx_i/2)/σ². Squares
 * of the labels drop out, and no likelihood is ever computed. Tasks lie close enough together to stay in doubt.
 */
export const claim = universalClaim({
  id: "C12.bayes",
  slug: "posterior_mean_over_tasks_is_bayes_rule",
  statement:
    "with finitely many tasks the posterior mean is Σ p_k v_kᵀx_q, the odds of tasks those of their likelihoods",
  formula: String.raw`
    \mathbb{E}[v^\top x_q\mid X,y]=\sum_kp_k\,v_k^\top x_q,\qquad
    p_k\propto e^{-\lVert y-Xv_k\rVert^2/2\sigma^2}`,
  source: "Bayes' rule; odds by completed squares, derived",
  regime: "copies among the tasks; points of norm about 1",
  symbols: { spread: "spread of tasks over σ/√n" },
  kind: "ID",
  expected: "verified",
  needs: ["posteriorMean"],
  mutants: [
    priorIgnored,
    labelsNegated,
    posteriorWithoutHalf,
    posteriorMostLikelyTask,
    posteriorTasksTruncated,
    posteriorLateCoordinatesIgnored,
  ],
  cells: [...innerCells("taskCount", TASKS), ...innerCells("n", BLOCK_ENDS)],
  generator: specs({
    taskCount: countsAndEnds([1, 11], TASKS),
    d: countsAndEnds([1, 11], [64]),
    n: countsAndEnds([1, 17]),
    noise: logUniform(0.3, 10),
    spread: uniformSteps(0, 2),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 1000, deep: 5000 },
  check({ taskCount, d, n, noise, spread, seed }, { posteriorMean }) {
    const stream = randomStream(seed, "C12.bayes");
    const vector = (size: number) => Array.from({ length: d }, () => size * stream.normal());
    const centre = vector(1);
    // In doubt: the evidence of n points grows with n/σ², so tasks that differ by σ/√n in each are not told apart.
    const apart = spread * noise * Math.sqrt(1 / n);
    const tasks = Array.from(
      { length: taskCount },
      () => vector(apart).map((entry, j) => centre[j] + entry),
    );
    tasks[taskCount - 1] = tasks[stream.integer(0, taskCount - 1)];
    const x = Array.from({ length: n }, () => vector(1 / Math.sqrt(d)));
    const query = vector(1 / Math.sqrt(d));
    const labels = x.map((xi) => dot(tasks[0], xi) + noise * stream.normal());
    const values = tasks.map((task) => dot(task, query));
    const meanGiven = (labels: readonly number[]) => {
      const logs = tasks.map((task) => {
        const sum = task.map((entry, j) => (entry + tasks[0][j]) / 2);
        const difference = task.map((entry, j) => entry - tasks[0][j]);
        const evidence = x.reduce(
          (total, xi, i) => total + dot(difference, xi) * (labels[i] - dot(sum, xi)),
          0,
        );
        return evidence / noise ** 2;
      });
      // Labels the other way round may be far likelier under another task than the first.
      const largest = Math.max(...logs);
      const odds = logs.map((log) => Math.exp(log - largest));
      return dot(odds, values) / odds.reduce((sum, odd) => sum + odd, 0);
    };
    const prior = { noise, tasks: toMatrix(tasks) };
    const rule = {
      tolerance: TOLERANCE.identity,
      scale: Math.max(...values.map(Math.abs)),
    };
    // The same prior twice: what was said of one prompt is not to be said of the other.
    const prompts = { "one prompt": labels, "labels the other way round": labels.toReversed() };
    return worstMargin(
      Object.entries(prompts).map(([name, labels]) => {
        const prompt = createPrompt({ covariates: x, labels, query });
        return identityMargin(
          `posterior mean, ${name}`,
          posteriorMean(prompt, prior),
          meanGiven(labels),
          rule,
        );
      }),
    );
  },
});

testClaim(claim);
