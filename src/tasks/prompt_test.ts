import { assertEquals, assertThrows } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { toMatrix } from "../linalg.ts";
import { createPrompt, emptyBatch, promptAt, stackPrompts } from "./prompt.ts";
import { normalPrompt, normals } from "./prompts_for_tests.ts";

const INPUT = { covariates: [[1, 2, 3], [4, 5, 6]], labels: [7, 8], query: [9, 10, 11] };

Deno.test("a prompt holds the numbers it was made from", () => {
  for (const covariates of [INPUT.covariates, toMatrix(INPUT.covariates)]) {
    const prompt = createPrompt({ ...INPUT, covariates });
    assertEquals(prompt.covariates.to2DArray(), INPUT.covariates);
    assertEquals(prompt.labels, Float64Array.of(7, 8));
    assertEquals(prompt.query, Float64Array.of(9, 10, 11));
  }
});

Deno.test("a prompt stays as it was when its sources change", () => {
  const input = { covariates: [[1, 2]], labels: Float64Array.of(3), query: Float64Array.of(4, 5) };
  const prompt = createPrompt(input);
  input.covariates[0][0] = input.labels[0] = input.query[0] = 99;
  assertEquals(prompt.covariates.getRow(0), [1, 2]);
  assertEquals([prompt.labels[0], prompt.query[0]], [3, 4]);
});

Deno.test("what is no prompt is refused with the rule and the value", () => {
  const refused: [Partial<typeof INPUT>, string][] = [
    [{ covariates: [] }, "the context must have at least 1 labelled point, got 0"],
    [{ covariates: [[1, 2, 3], [4, 5]] }, "covariates must have 3 columns in every row, got 2"],
    [{ covariates: [[1, 2, 3], [4, NaN, 6]] }, "covariates must be finite, got NaN at row 1"],
    [{ labels: [7] }, "labels must have 2 entries like the covariates' rows, got 1"],
    [{ labels: [7, 8, 9] }, "labels must have 2 entries like the covariates' rows, got 3"],
    [{ labels: [7, Infinity] }, "labels must be finite, got Infinity at index 1"],
    [{ query: [9, 10] }, "covariates must have 2 columns like the query, got 3"],
    [{ query: [9, NaN, 11] }, "query must be finite, got NaN at index 1"],
  ];
  for (const [change, message] of refused) {
    assertThrows(() => createPrompt({ ...INPUT, ...change }), RangeError, message);
  }
});

Deno.test("an empty matrix is an empty context", () => {
  const empty = { ...toMatrix([[1]]), rows: 0, columns: 3 };
  assertThrows(
    () => createPrompt({ covariates: empty, labels: [], query: [1, 2, 3] }),
    RangeError,
    "the context must have at least 1 labelled point, got 0",
  );
});

Deno.test("an empty batch has room for every number, all zero", () => {
  const batch = emptyBatch({ prompts: 5, contextLength: 3, dimension: 2 });
  assertEquals(batch.covariates, new Float64Array(30));
  assertEquals(batch.labels, new Float64Array(15));
  assertEquals(batch.queries, new Float64Array(10));
  assertEquals(batch.targets, new Float64Array(5));
});

Deno.test("a batch stores prompt by prompt, point by point", () => {
  const second = {
    covariates: [[21, 22, 23], [24, 25, 26]],
    labels: [27, 28],
    query: [29, 30, 31],
  };
  const batch = stackPrompts([createPrompt(INPUT), createPrompt(second)], [12, 32]);
  assertEquals([batch.prompts, batch.contextLength, batch.dimension], [2, 2, 3]);
  assertEquals([...batch.covariates], [1, 2, 3, 4, 5, 6, 21, 22, 23, 24, 25, 26]);
  assertEquals([...batch.labels], [7, 8, 27, 28]);
  assertEquals([...batch.queries], [9, 10, 11, 29, 30, 31]);
  assertEquals([...batch.targets], [12, 32]);
});

randomTest("every prompt comes out of a batch as it went in", () => {
  const stream = testStream("round trip");
  const prompts = Array.from({ length: 5 }, () => normalPrompt({ n: 3, d: 2 }, stream));
  const batch = stackPrompts(prompts, normals(5, stream));
  prompts.forEach((prompt, b) => {
    const copy = promptAt(batch, b);
    assertEquals(copy.covariates.to2DArray(), prompt.covariates.to2DArray());
    assertEquals([copy.labels, copy.query], [prompt.labels, prompt.query]);
  });
});

Deno.test("a prompt taken out of a batch is a copy", () => {
  const batch = stackPrompts([createPrompt(INPUT)], [12]);
  const prompt = promptAt(batch, 0);
  batch.covariates[0] = batch.labels[0] = batch.queries[0] = 99;
  assertEquals(prompt.covariates.get(0, 0), 1);
  assertEquals([prompt.labels[0], prompt.query[0]], [7, 9]);
});

Deno.test("what is no batch is refused with the rule and the value", () => {
  const prompt = createPrompt(INPUT);
  const longer = createPrompt({ ...INPUT, covariates: [[1, 2, 3]], labels: [7] });
  const flatter = createPrompt({ covariates: [[1, 2], [3, 4]], labels: [5, 6], query: [7, 8] });
  const refused: [() => unknown, string][] = [
    [() => stackPrompts([], []), "a batch must have at least 1 prompt, got 0"],
    [() => stackPrompts([prompt], [1, 2]), "targets must have 1 entries one per prompt, got 2"],
    [() => stackPrompts([prompt], [NaN]), "targets must be finite, got NaN at index 0"],
    [
      () => stackPrompts([prompt, longer], [1, 2]),
      "prompts of a batch must be 2×3 like the first, got 1×3 at index 1",
    ],
    [
      () => stackPrompts([prompt, prompt, flatter], [1, 2, 3]),
      "prompts of a batch must be 2×3 like the first, got 2×2 at index 2",
    ],
  ];
  for (const [call, message] of refused) assertThrows(call, RangeError, message);
});
