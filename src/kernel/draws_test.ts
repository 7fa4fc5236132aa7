import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import {
  drawMany,
  drawOneByOne,
  innerProductDraws,
  NORMALS,
  SIGNS,
  spherePointDraws,
  UNIFORMS,
} from "./draws.ts";
import { createRoom } from "./room.ts";

const kinds = fc.oneof(
  fc.constantFrom(UNIFORMS, NORMALS, SIGNS),
  fc.oneof(fc.constantFrom(2, 3, 4), fc.integer({ min: 1, max: 40 })).map(spherePointDraws),
  fc.integer({ min: 2, max: 40 }).map(innerProductDraws),
);

randomTest(
  "many draws are those one by one, bit for bit, and leave the stream where those do",
  () => {
    const length = fc.oneof(fc.nat(50), fc.nat(3000), fc.constantFrom(8191, 8192, 8193, 20_001));
    assertProperty(
      fc.property(
        fc.array(fc.tuple(kinds, length), { maxLength: 3 }),
        fc.integer(),
        (asks, seed) => {
          const [bulk, single] = [testStream(seed), testStream(seed)];
          for (const [kind, draws] of asks) {
            const size = kind.size * Math.min(draws, 60_000 / kind.size | 0);
            assertEquals(
              drawMany(kind, new Float64Array(size), bulk),
              drawOneByOne(kind, new Float64Array(size), single),
            );
            assertEquals(bulk.state, single.state);
            assertEquals(bulk.normal(), single.normal());
          }
        },
      ),
    );
  },
);

randomTest("draws into a room are those outside, and stay within their array", () => {
  assertProperty(fc.property(kinds, fc.integer({ min: 16, max: 700 }), (kind, draws) => {
    const length = kind.size * draws;
    const room = createRoom([8, length, 8], 2 + kind.scratch(draws));
    assert(room, "WebAssembly with SIMD must be there");
    const [before, out, after] = room.arrays;
    const [inside, outside] = [testStream("room"), testStream("room")];
    const wanted = drawOneByOne(kind, new Float64Array(length), outside);
    assertEquals(drawMany(kind, out, inside).slice(), wanted);
    assertEquals(inside.state, outside.state);
    assertEquals([...before, ...after], new Array(16).fill(0));
  }));
});

randomTest("a room with too little scratch is drawn into all the same", () => {
  const room = createRoom([60], 4);
  assert(room, "WebAssembly with SIMD must be there");
  const wanted = drawOneByOne(spherePointDraws(3), new Float64Array(60), testStream("little"));
  const got = drawMany(spherePointDraws(3), room.arrays[0], testStream("little"));
  assertEquals(got.slice(), wanted);
});

randomTest("an array that holds no whole number of draws is refused", () => {
  for (const draw of [drawMany, drawOneByOne]) {
    assertThrows(
      () => draw(spherePointDraws(3), new Float64Array(100), testStream("refused")),
      RangeError,
      "an array must hold whole draws of 3 numbers, got 100",
    );
  }
  assertThrows(() => spherePointDraws(0), RangeError, "dimension d");
  assertThrows(() => innerProductDraws(1), RangeError, "sphere dimension d");
});
