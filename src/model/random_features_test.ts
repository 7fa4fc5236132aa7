import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { normalSlack } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { dot, toMatrix } from "../linalg.ts";
import { assertClose } from "../tasks/assertions_for_tests.ts";
import { drawFrequencies, FEATURE_KINDS, kernelFeatures } from "./random_features.ts";

const FREQUENCIES = toMatrix([[0.5, -1], [2, 0.25], [0, 3]]);
const X = [0.3, -0.4];

Deno.test("positive features are e^{ωᵀx − ‖x‖²/2}/√m", () => {
  const wanted = [0.15 + 0.4, 0.6 - 0.1, -1.2].map((along) =>
    Math.exp(along - 0.125) / Math.sqrt(3)
  );
  const features = kernelFeatures(X, { frequencies: FREQUENCIES, kind: "positive" });
  assertClose(features, wanted, { tolerance: 1e-15 });
});

Deno.test("trigonometric features are the cosines, then the sines, of ωᵀx, times e^{‖x‖²/2}/√m", () => {
  const along = [0.55, 0.5, -1.2];
  const wanted = [...along.map(Math.cos), ...along.map(Math.sin)]
    .map((value) => (Math.exp(0.125) * value) / Math.sqrt(3));
  const features = kernelFeatures(X, { frequencies: FREQUENCIES, kind: "trigonometric" });
  assertClose(features, wanted, { tolerance: 1e-15 });
});

randomTest("with many frequencies the inner product of both kinds is near e^{xᵀy}", () => {
  const frequencies = drawFrequencies(20_011, 2, testStream("frequencies"));
  const y = [0.5, 0.1];
  for (const kind of FEATURE_KINDS) {
    const features = (point: number[]) => kernelFeatures(point, { frequencies, kind });
    // By the variances of claim C11: 1.1/√m and 0.5/√m at most.
    const slack = normalSlack(1.1 / Math.sqrt(20_011));
    assertAlmostEquals(dot(features(X), features(y)), Math.exp(dot(X, y)), slack);
  }
});

randomTest("frequencies are m×d independent normals", () => {
  const frequencies = drawFrequencies(5, 3, testStream("shape"));
  assertEquals([frequencies.rows, frequencies.columns], [5, 3]);
  assertEquals(new Set(frequencies.to1DArray()).size, 15);
  assert(frequencies.to1DArray().some((value) => value < 0));
});

randomTest("sizes that do not fit are refused", () => {
  const stream = testStream("refused");
  const rule = "must be a whole number of at least 1, got 0";
  assertThrows(() => drawFrequencies(0, 2, stream), RangeError, `number of frequencies m ${rule}`);
  assertThrows(() => drawFrequencies(2, 0, stream), RangeError, `dimension ${rule}`);
  assertThrows(
    () => kernelFeatures([1], { frequencies: FREQUENCIES, kind: "positive" }),
    RangeError,
    "⟨a, b⟩ must have equal lengths, got 2 and 1",
  );
});
