import { assertEquals } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { softmax } from "../model/softmax.ts";
import { assertClose } from "../tasks/assertions_for_tests.ts";
import { normals } from "../tasks/prompts_for_tests.ts";
import { TOLERANCE } from "../tolerance.ts";
import { windowSweep } from "./window_sweep.ts";

randomTest("the kernel's softmax is the softmax asked window by window", () => {
  const stream = testStream("window sweep");
  const [scores, squareFactors, ...columns] = Array.from(
    { length: 4 },
    () => Float64Array.from(normals(11, stream)),
  );
  const input = { scores, squareFactors, columns };
  const grid = [0, 0.7, 5, 900];
  const fast = windowSweep(input, grid);
  // The same function under another name goes the general way.
  const general = windowSweep(input, grid, (values) => softmax(values));
  const rule = { tolerance: TOLERANCE.forward, what: "sum" };
  for (const sum of ["totals", "squares", "scatter"] as const) {
    assertClose(fast[sum], general[sum], rule);
  }
  columns.forEach((_, k) => assertClose(fast.means[k], general.means[k], rule));
});

Deno.test("weights that are no softmax are summed as they are", () => {
  const input = {
    scores: Float64Array.of(1, 2),
    squareFactors: Float64Array.of(3, 5),
    columns: [Float64Array.of(7, 11)],
  };
  const { totals, squares, scatter, means } = windowSweep(input, [2], (values) => values);
  assertEquals([...totals, ...squares, ...scatter, ...means[0]], [6, 20, 92, 58]);
});
