import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { drawOneByOne, NORMALS } from "./draws.ts";
import { kernelImages, plainImages } from "./images.ts";
import { createRoom } from "./room.ts";

randomTest("kernel and plain form agree to the last bit, for matrices of any size", () => {
  const cases = fc.record({
    count: fc.integer({ min: 1, max: 13 }),
    dimension: fc.integer({ min: 1, max: 9 }),
    rank: fc.integer({ min: 1, max: 9 }),
    add: fc.boolean(),
    seed: fc.integer(),
  });
  assertProperty(fc.property(cases, ({ count, dimension, rank, add, seed }) => {
    const stream = testStream("images", seed);
    const normals = (length: number) => drawOneByOne(NORMALS, new Float64Array(length), stream);
    const [columns, parts] = [normals(dimension * rank), normals(count * rank)];
    const input = { dimension, columns, parts, add };
    const before = normals(count * dimension);
    const [wanted, copied] = [before.slice(), before.slice()];
    plainImages(input, wanted);
    kernelImages(input, copied);
    assertEquals(copied, wanted);
    const room = createRoom([before.length], columns.length + parts.length);
    const placed = room?.arrays[0] ?? before.slice();
    placed.set(before);
    kernelImages(input, placed);
    assertEquals(placed.slice(), wanted);
  }));
});

Deno.test("images are those of the columns, one by one or in place", () => {
  for (const images of [kernelImages, plainImages]) {
    const [columns, points] = [Float64Array.of(1, 2, 3, 4), Float64Array.of(1, 0, 0, 1, 5, 6)];
    images({ dimension: 2, columns, parts: points }, points);
    assertEquals([...points], [1, 2, 3, 4, 23, 34]);
    images({ dimension: 2, columns, parts: Float64Array.of(1, 1, 0, 0, 0, 0), add: true }, points);
    assertEquals([...points], [5, 8, 3, 4, 23, 34]);
  }
});

Deno.test("an image may have more numbers than its point, or fewer", () => {
  for (const images of [kernelImages, plainImages]) {
    const out = new Float64Array(3);
    images({ dimension: 3, columns: Float64Array.of(1, 2, 3), parts: Float64Array.of(2) }, out);
    assertEquals([...out], [2, 4, 6]);
    const one = new Float64Array(1);
    images({ dimension: 1, columns: Float64Array.of(1, 2), parts: Float64Array.of(5, 7) }, one);
    assertEquals([...one], [19]);
  }
});
