import { assertEquals, assertNotStrictEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { emptyBatch } from "../tasks/prompt.ts";
import { drawRegressionBatch } from "../tasks/regression.ts";
import { fusedIclGradient } from "./fused_icl_loss.ts";
import { kernelIclGradient } from "./kernel_icl_loss.ts";
import { withStepBatch } from "./step_batch.ts";

const SHAPE = { prompts: 7, contextLength: 11, dimension: 3 };

randomTest("a step in place has the bits of one on arrays of its own, class by class", () => {
  for (const functionClass of ["affine", "relu", "cosine"] as const) {
    for (const dimension of [2, 3, 4, 5]) {
      const law = { functionClass, lipschitz: 2, noise: 0.3, contextLength: 11, dimension };
      const name = [functionClass, dimension] as const;
      const [inside, outside] = [testStream(...name), testStream(...name)];
      const M = Float64Array.from({ length: dimension ** 2 }, () => outside.normal());
      for (let i = 0; i < M.length; i++) inside.normal();
      withStepBatch({ ...law, prompts: 7 }, (batch) => {
        for (let step = 0; step < 3; step++) {
          const wanted = drawRegressionBatch(law, 7, outside);
          assertStrictEquals(drawRegressionBatch(law, 7, inside, batch), batch);
          for (const part of ["covariates", "labels", "queries", "targets"] as const) {
            assertEquals(batch[part].slice(), wanted[part]);
          }
          assertEquals(kernelIclGradient(batch, M), fusedIclGradient(wanted, M));
        }
      });
      assertEquals(inside.state, outside.state);
    }
  }
});

randomTest("a batch whose targets a subject replaced is not read where it lay", () => {
  const law = { functionClass: "affine", lipschitz: 1, noise: 1, ...SHAPE } as const;
  withStepBatch(SHAPE, (batch) => {
    drawRegressionBatch(law, 7, testStream("replaced"), batch);
    const other = { ...batch, targets: batch.targets.map((target) => target + 1) };
    const M = new Float64Array(9).fill(0.5);
    assertEquals(kernelIclGradient(other, M), fusedIclGradient(other, M));
    assertEquals(kernelIclGradient(structuredClone(batch), M), fusedIclGradient(batch, M));
  });
});

Deno.test("trainings one after another share a batch, those within each other do not", () => {
  const first = withStepBatch(SHAPE, (batch) => batch);
  assertThrows(() => withStepBatch(SHAPE, () => assertEquals(1, 2)));
  withStepBatch(SHAPE, (batch) => {
    assertStrictEquals(batch, first);
    withStepBatch(SHAPE, (inner) => assertNotStrictEquals(inner, batch));
  });
  const sizes = withStepBatch(SHAPE, ({ covariates, labels, queries, targets }) => [
    ...[covariates.length, labels.length, queries.length, targets.length],
  ]);
  const { covariates, labels, queries, targets } = emptyBatch(SHAPE);
  assertEquals(sizes, [covariates, labels, queries, targets].map(({ length }) => length));
});

randomTest("a batch in the room of one that was kept long enough is as good as new", () => {
  const shapes = Array.from({ length: 40 }, (_, k) => ({ ...SHAPE, prompts: 1 + (k * 7) % 40 }));
  for (const shape of shapes) {
    withStepBatch(shape, (batch) => {
      assertEquals(structuredClone(batch), emptyBatch(shape));
      const law = { functionClass: "relu", lipschitz: 1, noise: 1, ...shape } as const;
      drawRegressionBatch(law, shape.prompts, testStream("room", shape.prompts), batch);
      const fresh = drawRegressionBatch(law, shape.prompts, testStream("room", shape.prompts));
      assertEquals(structuredClone(batch), fresh);
      const M = new Float64Array(9).fill(0.5);
      assertEquals(kernelIclGradient(batch, M), fusedIclGradient(fresh, M));
    });
  }
});
