import { assert, assertAlmostEquals } from "@std/assert";
import { addScaled, fromFlat, type Matrix, norm, toFlat } from "../linalg.ts";
import { linearAttention } from "../model/linear_attention.ts";
import { randomStream } from "../prng.ts";
import { promptAt, type PromptBatch } from "../tasks/prompt.ts";
import { normalBatch, normals } from "../tasks/prompts_for_tests.ts";
import { TOLERANCE } from "../tolerance.ts";
import { linearOptimum } from "./linear_optimum.ts";

const stream = randomStream("linear optimum");
const BATCH = normalBatch({ prompts: 23, n: 5, d: 3 }, stream);

/** What linear attention at M misses each target by. */
function residuals(batch: PromptBatch, M: Matrix): number[] {
  return Array.from(batch.targets, (target, b) => linearAttention(promptAt(batch, b), M) - target);
}

function lossAt(batch: PromptBatch, M: Matrix): number {
  return residuals(batch, M).reduce((sum, r) => sum + r * r, 0) / (2 * batch.prompts);
}

Deno.test("the loss is that of linear attention at the optimum, on the batch itself", () => {
  const { parameters, loss } = linearOptimum(BATCH);
  assertAlmostEquals(loss, lossAt(BATCH, parameters), TOLERANCE.forward);
});

Deno.test("the residuals are orthogonal to every feature", () => {
  const missed = residuals(BATCH, linearOptimum(BATCH).parameters);
  for (let j = 0; j < 3; j++) {
    for (let k = 0; k < 3; k++) {
      const along = missed.reduce((sum, r, b) => {
        const { covariates, labels, query } = promptAt(BATCH, b);
        const g = covariates.getColumn(j).reduce((total, x, i) => total + labels[i] * x, 0) / 5;
        return sum + r * g * query[k];
      }, 0);
      assertAlmostEquals(along, 0, TOLERANCE.identity, `entry ${j}, ${k}`);
    }
  }
});

Deno.test("no M nearby does better", () => {
  const { parameters, loss } = linearOptimum(BATCH);
  for (let k = 0; k < 20; k++) {
    const direction = fromFlat(normals(9, stream), 3, 3);
    assert(lossAt(BATCH, addScaled(parameters, direction, 0.01)) > loss);
  }
});

Deno.test("targets that a linear attention made are met by that one", () => {
  const M = fromFlat(normals(9, stream), 3, 3);
  const targets = Float64Array.from(
    BATCH.targets,
    (_, b) => linearAttention(promptAt(BATCH, b), M),
  );
  const { parameters, loss } = linearOptimum({ ...BATCH, targets });
  assertAlmostEquals(norm(toFlat(addScaled(parameters, M, -1))), 0, TOLERANCE.identity);
  assertAlmostEquals(loss, 0, TOLERANCE.identity);
});

Deno.test("with fewer prompts than entries of M every target is met, by the shortest M", () => {
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
