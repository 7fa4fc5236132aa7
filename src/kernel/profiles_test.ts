import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { drawOneByOne, NORMALS } from "./draws.ts";
import { kernelProfiles, plainProfiles } from "./profiles.ts";
import { createRoom } from "./room.ts";

const cases = fc.record({
  profile: fc.constantFrom("affine" as const, "relu" as const, "quadratic" as const),
  groups: fc.integer({ min: 1, max: 9 }),
  each: fc.integer({ min: 1, max: 13 }),
  dimension: fc.oneof(fc.constant(3), fc.integer({ min: 1, max: 9 })),
  noise: fc.constantFrom(0, 0.7),
  seed: fc.integer(),
});

randomTest("kernel and plain form agree to the last bit, outside of a room and in one", () => {
  assertProperty(
    fc.property(cases, ({ profile, groups, each, dimension, noise, seed }) => {
      const stream = testStream("profiles", seed);
      const normals = (count: number) => drawOneByOne(NORMALS, new Float64Array(count), stream);
      const input = {
        profile,
        dimension,
        noise,
        directions: normals(groups * dimension),
        coefficients: normals(groups * (profile === "relu" ? 3 : 2)),
        points: normals(groups * each * dimension),
      };
      const values = normals(groups * each);
      const wanted = values.slice();
      plainProfiles(input, wanted);
      const lengths = [input.points.length, values.length, 8];
      const room = createRoom(lengths, input.directions.length + input.coefficients.length);
      assert(room, "WebAssembly with SIMD must be there");
      const [points, inside, after] = room.arrays;
      points.set(input.points);
      inside.set(values);
      kernelProfiles({ ...input, points }, inside);
      assertEquals(inside.slice(), wanted);
      assertEquals([...after], new Array(8).fill(0));
      kernelProfiles(input, values);
      assertEquals(values, wanted);
    }),
  );
});
