import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { kernelNearestLoss } from "./kernel_nearest_loss.ts";
import { nearestLoss } from "./nearest_loss.ts";

randomTest(
  "kernel and plain form agree to the last bit, for odd batches, ties and hard masks too",
  () => {
    const scalar = fc.double({ min: -300, max: 300, noNaN: true });
    const cases = fc.record({
      prompts: fc.integer({ min: 1, max: 9 }),
      contextLength: fc.integer({ min: 1, max: 20 }),
      xi1: scalar,
      xi2: fc.oneof(scalar, fc.constant(Infinity)),
      levels: fc.constantFrom(1, 3, 1e9),
      seed: fc.integer(),
    });
    assertProperty(fc.property(cases, ({ prompts, contextLength, xi1, xi2, levels, seed }) => {
      const stream = testStream("same bits", seed);
      // Few levels make ties.
      const t = Float64Array.from(
        { length: prompts * contextLength },
        () => stream.integer(-levels, levels) / levels,
      );
      const options = { contextLength, xi1, xi2 };
      assertEquals(kernelNearestLoss(t, options), nearestLoss(t, options));
    }));
  },
);

Deno.test("a last prompt without a partner counts once, whatever it is", () => {
  const options = { contextLength: 2, xi1: 3, xi2: 1 };
  const alone = kernelNearestLoss([0.5, -0.2], options);
  assertEquals(kernelNearestLoss([0.5, -0.2, 0.5, -0.2, 0.5, -0.2], options), alone);
});

Deno.test("what is no batch of prompts, or no pair of scalars, is refused", () => {
  const t = [0.1, 0.2, 0.3];
  const wrong = [
    [{ contextLength: 2, xi1: 1, xi2: 1 }, "number of prompts"],
    [{ contextLength: 0, xi1: 1, xi2: 1 }, "context length N"],
    [{ contextLength: 3, xi1: NaN, xi2: 1 }, "ξ1"],
    [{ contextLength: 3, xi1: 1, xi2: -Infinity }, "ξ2"],
  ] as const;
  for (const [options, message] of wrong) {
    assertThrows(() => kernelNearestLoss(t, options), RangeError, message);
  }
});

randomTest("a context longer than the memory so far has room for itself and its weights", () => {
  const contextLength = 300_000;
  const stream = testStream("a long context");
  const t = Float64Array.from({ length: contextLength }, () => stream.between(-1, 1));
  const options = { contextLength, xi1: 40, xi2: 3 };
  assertEquals(kernelNearestLoss(t, options), nearestLoss(t, options));
});
