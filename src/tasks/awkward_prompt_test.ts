import { assert, assertEquals, assertThrows } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { awkwardPrompt } from "./awkward_prompt.ts";

const SIZES = { contextLength: 300, dimension: 3, copies: 20, labelSize: 7 };

randomTest(
  "an awkward prompt holds its query, copies of its first point, and labels that are 0",
  () => {
    const { covariates, labels, query } = awkwardPrompt(SIZES, testStream("awkward"));
    const points = covariates.to2DArray().map(String);
    assert(points.includes(String([...query])));
    assert(points.filter((point) => point === points[0]).length > 1);
    // One in ten of 300: none has a chance of 2e−14.
    assert(labels.includes(0));
  },
);

randomTest("without copies all points differ", () => {
  const { covariates, query } = awkwardPrompt({ ...SIZES, copies: 0 }, testStream("plain"));
  const points = covariates.to2DArray().map(String);
  assertEquals(new Set([...points, String([...query])]).size, 301);
});

randomTest("awkward prompts have at least one point and one dimension", () => {
  const stream = testStream("refused");
  assertThrows(() => awkwardPrompt({ ...SIZES, contextLength: 0 }, stream), RangeError, "got 0");
  assertThrows(() => awkwardPrompt({ ...SIZES, dimension: 0 }, stream), RangeError, "got 0");
  assertThrows(() => awkwardPrompt({ ...SIZES, copies: -1 }, stream), RangeError, "got -1");
});
