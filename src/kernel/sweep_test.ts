import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import type { RandomStream } from "../prng.ts";
import { TOLERANCE } from "../tolerance.ts";
import { kernelSweep, plainSweep, type SweepInput } from "./sweep.ts";

function drawInput(n: number, columns: number, stream: RandomStream): SweepInput {
  const values = () => Float64Array.from({ length: n }, () => stream.normal());
  const rest = Array.from({ length: columns }, values);
  return { scores: values(), squareFactors: values(), columns: rest };
}

randomTest("kernel and plain form agree to the last bit, for grids of any length and sign", () => {
  const w = fc.oneof(
    fc.double({ min: -50, max: 50, noNaN: true }),
    fc.double({ min: 0, max: 1e4, noNaN: true }),
  );
  const cases = fc.record({
    n: fc.integer({ min: 1, max: 30 }),
    columns: fc.integer({ min: 0, max: 4 }),
    grid: fc.array(w, { minLength: 1, maxLength: 9 }),
    seed: fc.integer(),
  });
  assertProperty(fc.property(cases, ({ n, columns, grid, seed }) => {
    const input = drawInput(n, columns, testStream("same bits", seed));
    assertEquals(kernelSweep(input, grid), plainSweep(input, grid));
  }));
});

randomTest("the sums are those of e^{w s} over its total, by the formula", () => {
  const input = drawInput(7, 2, testStream("formula"));
  const grid = [-1.5, 0, 0.3, 4, 11];
  const { squares, scatter, means } = kernelSweep(input, grid);
  grid.forEach((w, g) => {
    const kernels = Array.from(input.scores, (score) => Math.exp(w * score));
    const total = kernels.reduce((sum, kernel) => sum + kernel, 0);
    const sum = (term: (weight: number, i: number) => number) =>
      kernels.reduce((all, kernel, i) => all + term(kernel / total, i), 0);
    const { squareFactors: u, columns } = input;
    assertAlmostEquals(squares[g], sum((a) => a * a), TOLERANCE.forward);
    assertAlmostEquals(scatter[g], sum((a, i) => a * a * u[i]), TOLERANCE.forward);
    columns.forEach((v, k) =>
      assertAlmostEquals(means[k][g], sum((a, i) => a * v[i]), TOLERANCE.forward)
    );
  });
});

randomTest("an empty grid has no sums", () => {
  const input = drawInput(3, 1, testStream("empty"));
  const nothing = new Float64Array();
  const wanted = { squares: nothing, scatter: nothing, means: [nothing] };
  for (const form of [kernelSweep, plainSweep]) assertEquals(form(input, []), wanted);
});

randomTest("arrays that do not fit and numbers that are none are refused", () => {
  const input = drawInput(3, 1, testStream("refused"));
  const short = new Float64Array(2);
  for (const form of [kernelSweep, plainSweep]) {
    const refused = (change: Partial<SweepInput>, message: string, grid = [1]) =>
      assertThrows(() => form({ ...input, ...change }, grid), RangeError, message);
    refused({ squareFactors: short }, "square factors must have 3 entries like the scores, got 2");
    refused({ columns: [short] }, "column must have 3 entries like the scores, got 2");
    refused({ scores: Float64Array.of(1, NaN, 2) }, "scores must be finite, got NaN at index 1");
    refused({ scores: new Float64Array() }, "number of scores");
    refused({}, "inverse temperatures w must be finite, got Infinity at index 0", [Infinity]);
  }
});
