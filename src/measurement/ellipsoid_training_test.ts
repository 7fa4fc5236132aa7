import { assertAlmostEquals, assertEquals } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import type { PromptBatch } from "../tasks/prompt.ts";
import { kernelIclGradient } from "../training/kernel_icl_loss.ts";
import { trainOnEllipsoid } from "./ellipsoid_training.ts";

const LAW = {
  functionClass: "affine",
  lipschitz: 1.5,
  noise: 1,
  contextLength: 7,
  dimension: 3,
} as const;
const stream = (name: string) => testStream("ellipsoid", name);

randomTest("points lie on an ellipsoid whose longest half-axis is 1", () => {
  let [longest, shortest] = [0, Infinity];
  trainOnEllipsoid({ law: LAW, condition: 4 }, stream, (batch, parameters) => {
    for (let i = 0; i < batch.queries.length; i += 3) {
      const length = Math.hypot(...batch.queries.subarray(i, i + 3));
      [longest, shortest] = [Math.max(longest, length), Math.min(shortest, length)];
    }
    return kernelIclGradient(batch, parameters);
  });
  assertAlmostEquals(longest, 1, 1e-3);
  assertAlmostEquals(shortest, 0.5, 1e-3);
});

randomTest("a multiple of I has no axes: it is the same in their basis", () => {
  const gradient = ({ dimension }: PromptBatch, parameters: Float64Array) => ({
    loss: 1,
    gradient: Float64Array.from(
      { length: dimension ** 2 },
      (_, i) => i % (dimension + 1) === 0 ? parameters[i] - 1 : 0,
    ).map((entry) => 1e-3 * entry),
  });
  const { parts, eigenvalues } = trainOnEllipsoid({ law: LAW, condition: 4 }, stream, gradient);
  assertEquals(eigenvalues, [1, 0.5, 0.25]);
  assertAlmostEquals(parts.get(0, 1), 0, 1e-9);
  assertAlmostEquals(parts.get(0, 0), parts.get(2, 2), 1e-9);
});
