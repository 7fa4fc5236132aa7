import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { drawOneByOne, NORMALS } from "./draws.ts";
import { kernelProjections, plainProjections } from "./projections.ts";

randomTest(
  "kernel and plain form agree to the last bit, for groups and dimensions of any size",
  () => {
    const cases = fc.record({
      groups: fc.integer({ min: 1, max: 9 }),
      each: fc.integer({ min: 1, max: 13 }),
      dimension: fc.integer({ min: 1, max: 9 }),
      seed: fc.integer(),
    });
    assertProperty(fc.property(cases, ({ groups, each, dimension, seed }) => {
      const stream = testStream("projections", seed);
      const normals = (count: number) => drawOneByOne(NORMALS, new Float64Array(count), stream);
      const directions = normals(groups * dimension);
      const input = { dimension, directions, points: normals(groups * each * dimension) };
      assertEquals(kernelProjections(input).slice(), plainProjections(input));
    }));
  },
);

Deno.test("every point is projected on the direction of its own group", () => {
  const directions = Float64Array.of(1, 0, 0.6, 0.8);
  const points = Float64Array.of(2, 3, 4, 5, 6, 7, 2, 3, 4, 5, 6, 7);
  const wanted = [2, 4, 6, 3.6, 6.4, 9.2];
  for (const project of [kernelProjections, plainProjections]) {
    project({ dimension: 2, directions, points }).forEach((got, i) =>
      assertAlmostEquals(got, wanted[i], 1e-14)
    );
  }
});
