import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { acrossBend } from "./across_bend.ts";

/** The squared loss with inner products t_i across, by its definition. */
function lossAt(
  { inside, labels, target }: Parameters<typeof acrossBend>[0],
  t: readonly number[],
  { scale, across }: Record<"scale" | "across", number>,
): number {
  const kernels = t.map((value, i) => Math.exp(scale * inside[i] + across * value));
  const total = kernels.reduce((sum, kernel) => sum + kernel, 0);
  return (kernels.reduce((sum, kernel, i) => sum + kernel * labels[i], 0) / total - target) ** 2;
}

randomTest(
  "it is the second difference over all signs of t, whose variance is 1 at corank 1",
  () => {
    const stream = testStream("bend");
    for (let round = 0; round < 20; round++) {
      const n = stream.integer(1, 7);
      const numbers = () => Float64Array.from({ length: n }, () => stream.normal());
      const prompt = { inside: numbers(), labels: numbers(), target: stream.normal() };
      const scale = stream.between(0, 3);
      // v is ±1 on a line: all 2^n signs are all there is.
      let difference = 0;
      const step = 2e-3;
      for (let signs = 0; signs < 2 ** n; signs++) {
        const t = Array.from({ length: n }, (_, i) => (signs >> i) & 1 ? 1 : -1);
        const loss = (across: number) => lossAt(prompt, t, { scale, across });
        difference += (loss(step) - 2 * loss(0) + loss(-step)) / (2 ** n * step ** 2);
      }
      const { scatter, shift } = acrossBend(prompt, { scale, corank: 1 });
      assertAlmostEquals(scatter + shift, difference, 1e-4 * (1 + Math.abs(difference)));
    }
  },
);

Deno.test("more directions across share the bend; one point has none", () => {
  const prompt = { inside: [0.5, -0.2, 0.1], labels: [1, 4, -2], target: 1 };
  const [one, three] = [1, 3].map((corank) => acrossBend(prompt, { scale: 2, corank }));
  assertAlmostEquals(one.scatter, 3 * three.scatter, 1e-12);
  assertAlmostEquals(one.shift, 3 * three.shift, 1e-12);
  const alone = acrossBend({ inside: [0.5], labels: [1], target: 3 }, { scale: 2, corank: 1 });
  assert(alone.scatter === 0 && alone.shift === 0);
});

Deno.test("no complement, and other labels than points, are refused", () => {
  const prompt = { inside: [0.5], labels: [1, 2], target: 0 };
  assertThrows(() => acrossBend(prompt, { scale: 1, corank: 1 }), RangeError, "labels");
  assertThrows(() => acrossBend(prompt, { scale: 1, corank: 0 }), RangeError, "d − k");
});
