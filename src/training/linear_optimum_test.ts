import { assert, assertAlmostEquals } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { addScaled, fromFlat, type Matrix, norm, toFlat } from "../linalg.ts";
import { linearAttention } from "../model/linear_attention.ts";
import { promptAt, type PromptBatch } from "../tasks/prompt.ts";
import { normalBatch, normals } from "../tasks/prompts_for_tests.ts";
import { TOLERANCE } from "../tolerance.ts";
import { linearOptimum } from "./linear_optimum.ts";

const drawBatch = () => normalBatch({ prompts: 23, n: 5, d: 3 }, testStream("batch"));

/** What linear attention at M misses each target by. */
function residuals(batch: PromptBatch, M: Matrix): number[] {
  return Array.from(batch.targets, (target, b) => linearAttention(promptAt(batch, b), M) - target);
}

function lossAt(batch: PromptBatch, M: Matrix): number {
  return residuals(batch, M).reduce((sum, r) => sum + r * r, 0) / (2 * batch.prompts);
}

randomTest("the loss is that of linear attention at the optimum, on the batch itself", () => {
  const batch = drawBatch();
  const { parameters, loss } = linearOptimum(batch);
  assertAlmostEquals(loss, lossAt(batch, parameters), TOLERANCE.forward);
});

randomTest("the residuals are orthogonal to every feature", () => {
  const batch = drawBatch();
  const missed = residuals(batch, linearOptimum(batch).parameters);
  for (let j = 0; j < 3; j++) {
    for (let k = 0; k < 3; k++) {
      const along = missed.reduce((sum, r, b) => {
        const { covariates, labels, query } = promptAt(batch, b);
        const g = covariates.getColumn(j).reduce((total, x, i) => total + labels[i] * x, 0) / 5;
        return sum + r * g * query[k];
      }, 0);
      assertAlmostEquals(along, 0, TOLERANCE.identity, `entry ${j}, ${k}`);
    }
  }
});

randomTest("no M nearby does better", () => {
  const batch = drawBatch();
  const stream = testStream("others");
  const { parameters, loss } = linearOptimum(batch);
  for (let k = 0; k < 20; k++) {
    const direction = fromFlat(normals(9, stream), 3, 3);
    assert(lossAt(batch, addScaled(parameters, direction, 0.01)) > loss);
  }
});

randomTest("targets that a linear attention made are met by that one", () => {
  const batch = drawBatch();
  const stream = testStream("others");
  const M = fromFlat(normals(9, stream), 3, 3);
  const targets = Float64Array.from(
    batch.targets,
    (_, b) => linearAttention(promptAt(batch, b), M),
  );
  const { parameters, loss } = linearOptimum({ ...batch, targets });
  assertAlmostEquals(norm(toFlat(addScaled(parameters, M, -1))), 0, TOLERANCE.identity);
  assertAlmostEquals(loss, 0, TOLERANCE.identity);
});

randomTest("with fewer prompts than entries of M every target is met, by the shortest M", () => {
  const stream = testStream("others");
  const few = normalBatch({ prompts: 2, n: 5, d: 3 }, stream);
  const { parameters, loss } = linearOptimum(few);
  assertAlmostEquals(loss, 0, TOLERANCE.identity);
  // Adding what no prompt sees of a random matrix keeps the loss: it must only lengthen M.
  const M = fromFlat(normals(9, stream), 3, 3);
  const targets = Float64Array.from(few.targets, (_, b) => linearAttention(promptAt(few, b), M));
  const unseen = addScaled(M, linearOptimum({ ...few, targets }).parameters, -1);
  assertAlmostEquals(lossAt(few, addScaled(parameters, unseen)), 0, TOLERANCE.identity);
  assert(norm(toFlat(addScaled(parameters, unseen, 0.1))) > norm(toFlat(parameters)));
  assert(norm(toFlat(addScaled(parameters, unseen, -0.1))) > norm(toFlat(parameters)));
});
