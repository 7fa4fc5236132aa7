import { assertAlmostEquals, assertEquals } from "@std/assert";
import { normalSlack } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { fromFlat } from "../linalg.ts";
import { spherePoints } from "../tasks/covariates.ts";
import { drawFunction, evaluate } from "../tasks/function_class.ts";
import { sphereContexts, taskParts } from "./task_parts.ts";

randomTest("parts have the second moments of tasks that are drawn one by one", () => {
  const points = fromFlat([0.6, 0.8, 0, 0, 0.6, 0.8], 2, 3).to2DArray();
  for (const functionClass of ["affine", "relu"] as const) {
    const law = { functionClass, lipschitz: 2, dimension: 3 };
    const stream = testStream("moments", functionClass);
    const draws = Array.from({ length: 20_000 }, () => {
      const task = drawFunction(functionClass, law, stream);
      return points.map((x) => evaluate(task, x));
    });
    const mean = (of: (values: number[]) => number) =>
      draws.reduce((sum, values) => sum + of(values), 0) / draws.length;
    // Parts are those of a turned task: their kernel is averaged over turns of both points together.
    const turned = Array.from({ length: 4000 }, () => {
      const [a, other] = spherePoints(2, 3, stream).to2DArray();
      const cosine = 0.48;
      const along = a.reduce((sum, x, k) => sum + x * other[k], 0);
      const b = a.map((x, k) =>
        cosine * x + Math.sqrt((1 - cosine ** 2) / (1 - along ** 2)) * (other[k] - along * x)
      );
      return taskParts(law).map(({ variance, value }) => variance * value(a) * value(b));
    });
    const kernel = turned.flat().reduce((sum, x) => sum + x, 0) / turned.length;
    assertAlmostEquals(mean(([a, b]) => a * b) / kernel, 1, normalSlack(0.013));
    assertAlmostEquals(mean(([a]) => a * a), 4 / 3 + 4 / 9, normalSlack(0.014));
  }
});

randomTest("contexts are points of the sphere, asked at two axes and their opposites", () => {
  const contexts = sphereContexts({ contextLength: 4, dimension: 3, contexts: 2 }, testStream());
  assertEquals(contexts.length, 2);
  for (const { covariates, queries } of contexts) {
    assertEquals(queries.map((query) => [...query]), [[1, 0, 0], [-1, 0, 0], [0, 1, 0], [
      0,
      -1,
      0,
    ]]);
    for (const row of covariates.to2DArray()) {
      assertAlmostEquals(row.reduce((sum, x) => sum + x * x, 0), 1);
    }
  }
});
