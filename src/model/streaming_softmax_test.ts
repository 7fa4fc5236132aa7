import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { normals } from "../tasks/prompts_for_tests.ts";
import { streamingSoftmax } from "./streaming_softmax.ts";

randomTest("one chunk, eleven, or uneven ones with empty ones between give Σ e^s y / Σ e^s", () => {
  const [scores, labels] = [normals(11, testStream("scores")), normals(11, testStream("labels"))];
  const chunk = (from: number, to: number) => ({
    scores: scores.slice(from, to),
    labels: labels.slice(from, to),
  });
  let above = 0;
  let below = 0;
  scores.forEach((score, i) => {
    above += Math.exp(score) * labels[i];
    below += Math.exp(score);
  });
  const chunkings = [
    [chunk(0, 11)],
    scores.map((_, i) => chunk(i, i + 1)),
    [chunk(0, 0), chunk(0, 2), chunk(2, 2), chunk(2, 9), chunk(9, 11), chunk(11, 11)],
  ];
  for (const chunks of chunkings) {
    assertAlmostEquals(streamingSoftmax(chunks), above / below, 1e-14);
  }
});

Deno.test("scores beyond the range of exp, rising or falling, give the limit", () => {
  const one = (score: number, label: number) => ({ scores: [score], labels: [label] });
  assertEquals(streamingSoftmax([one(-1000, 3), one(1000, 5)]), 5);
  assertEquals(streamingSoftmax([one(1000, 5), one(-1000, 3)]), 5);
  assertEquals(streamingSoftmax([one(-1e308, 3), one(-1e308, 5)]), 4);
});

Deno.test("no scores, uneven chunks and numbers that are none are refused", () => {
  const refused: [() => unknown, string][] = [
    [() => streamingSoftmax([]), "the context must have at least 1 score, got 0"],
    [
      () => streamingSoftmax([{ scores: [], labels: [] }]),
      "the context must have at least 1 score, got 0",
    ],
    [
      () => streamingSoftmax([{ scores: [1, 2], labels: [1] }]),
      "labels must have 2 entries like the chunk's scores, got 1",
    ],
    [
      () => streamingSoftmax([{ scores: [1, NaN], labels: [1, 2] }]),
      "scores must be finite, got NaN at index 1",
    ],
    [
      () => streamingSoftmax([{ scores: [1], labels: [Infinity] }]),
      "labels must be finite, got Infinity at index 0",
    ],
  ];
  for (const [call, message] of refused) assertThrows(call, RangeError, message);
});
