import { assert, assertThrows } from "@std/assert";
import { freeze } from "./freeze.ts";

Deno.test("what was drawn cannot be changed, however deep, but for typed arrays", () => {
  const spec = {
    x: 1,
    points: [[1, 2], [3, 4]],
    inner: { list: [{ y: 2 }] },
    raw: Float64Array.of(1),
  };
  freeze(spec);
  assertThrows(() => spec.x = 2, TypeError);
  assertThrows(() => spec.points[1].push(5), TypeError);
  assertThrows(() => spec.inner.list[0].y = 3, TypeError);
  spec.raw[0] = 7;
  for (const plain of [undefined, null, 1, "a", true]) freeze(plain);
});

Deno.test("a circle ends", () => {
  const circle: { self?: unknown } = {};
  circle.self = circle;
  freeze(circle);
  assert(Object.isFrozen(circle));
});
