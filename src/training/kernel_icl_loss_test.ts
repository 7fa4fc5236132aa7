import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import type { PromptBatch } from "../tasks/prompt.ts";
import { normalBatch, normals, overflowing } from "../tasks/prompts_for_tests.ts";
import { fusedIclGradient } from "./fused_icl_loss.ts";
import { KernelBatch, kernelIclGradient } from "./kernel_icl_loss.ts";

/** Both kernel forms on one case, held to the bits of the fused form. */
function assertSameBits(batch: PromptBatch, M: Float64Array): void {
  const wanted = fusedIclGradient(batch, M);
  assertEquals(kernelIclGradient(batch, M), wanted);
  assertEquals(new KernelBatch(batch).iclGradient(M), wanted);
}

randomTest("kernel and fused form agree to the last bit, at any size and scale", () => {
  const cases = fc.record({
    prompts: fc.integer({ min: 1, max: 70 }),
    n: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 10, max: 70 })),
    d: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 10, max: 70 })),
    logScale: fc.integer({ min: -3, max: 8 }),
    seed: fc.integer(),
  });
  assertProperty(fc.property(cases, ({ prompts, n, d, logScale, seed }) => {
    const stream = testStream("same bits", seed);
    const M = Float64Array.from({ length: d * d }, () => Math.exp(logScale) * stream.normal());
    assertSameBits(normalBatch({ prompts, n, d }, stream), M);
  }));
});

randomTest("prompts that are copied in several parts come to the same bits", () => {
  const stream = testStream("parts");
  for (const sizes of [{ prompts: 7, n: 401, d: 67 }, { prompts: 3, n: 1031, d: 101 }]) {
    assertSameBits(normalBatch(sizes, stream), Float64Array.from(normals(sizes.d ** 2, stream)));
  }
});

randomTest("scores that overflow give a NaN loss, like weights that vanish a zero", () => {
  const batch = overflowing(normalBatch({ prompts: 2, n: 5, d: 3 }, testStream("overflow")));
  assertSameBits(batch, new Float64Array(9).fill(1e308));
  assertEquals(kernelIclGradient(batch, new Float64Array(9).fill(1e308)).loss, NaN);
  assertSameBits(batch, new Float64Array(9).fill(200));
});

randomTest("a batch in the kernel is a copy, and two of them do not meet", () => {
  const stream = testStream("resident");
  const [first, second] = [5, 3].map((n) => normalBatch({ prompts: 3, n, d: 2 }, stream));
  const M = Float64Array.from(normals(4, stream));
  const wanted = [first, second].map((batch) => fusedIclGradient(batch, M));
  const resident = [first, second].map((batch) => new KernelBatch(batch));
  first.covariates.fill(0);
  second.labels.fill(0);
  for (let step = 0; step < 3; step++) {
    assertEquals(resident.map((batch) => batch.iclGradient(M)), wanted);
  }
});

randomTest("what does not fit is refused before anything is read", () => {
  const batch = normalBatch({ prompts: 2, n: 5, d: 3 }, testStream("refused"));
  const M = new Float64Array(9);
  const wrong: [Partial<PromptBatch>, string][] = [
    [{ covariates: new Float64Array(29) }, "covariates must have 30 entries B·n·d, got 29"],
    [{ labels: new Float64Array(9) }, "labels must have 10 entries B·n, got 9"],
    [{ queries: new Float64Array(7) }, "queries must have 6 entries B·d, got 7"],
    [{ targets: new Float64Array(1) }, "targets must have 2 entries one per prompt, got 1"],
    [{ contextLength: 0 }, "context length n must be a whole number of at least 1, got 0"],
    [{ dimension: 0 }, "dimension d must be a whole number of at least 1, got 0"],
    [{ prompts: 0.5 }, "number of prompts must be a whole number of at least 1, got 0.5"],
  ];
  for (const [change, message] of wrong) {
    const other = { ...batch, ...change };
    for (const form of [kernelIclGradient, fusedIclGradient]) {
      assertThrows(() => form(other, M), RangeError, message);
    }
    assertThrows(() => new KernelBatch(other), RangeError, message);
  }
  const message = "M must have 9 entries d×d, got 4";
  assertThrows(() => kernelIclGradient(batch, [1, 0, 0, 1]), RangeError, message);
  assertThrows(() => new KernelBatch(batch).iclGradient([1, 0, 0, 1]), RangeError, message);
});
