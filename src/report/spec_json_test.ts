import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest } from "../../fixtures/random/random_for_tests.ts";
import { decodeSpec, encodeSpec, specText } from "./spec_json.ts";

const specs = fc.anything({
  values: [
    fc.boolean(),
    fc.integer(),
    fc.double(),
    fc.string(),
    fc.constantFrom(null, undefined, -0, NaN, Infinity, -Infinity),
  ],
  key: fc.string().filter((key) => key !== "$value"),
  withNullPrototype: true,
});

/** Equal to the sign of zero, records with and without a prototype alike. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) {
    return Object.is(a, b);
  }
  const keys = Object.keys(a);
  return Array.isArray(a) === Array.isArray(b) && keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && same(Reflect.get(a, key), Reflect.get(b, key)));
}

randomTest("specs come back from JSON as they went in", () => {
  assertProperty(fc.property(specs, (spec) => {
    return same(decodeSpec(JSON.parse(JSON.stringify(encodeSpec(spec)))), spec);
  }));
});

Deno.test("special values are named, the rest is as it was", () => {
  assertEquals(encodeSpec({ n: 3, gap: -0, sigma: Infinity, tie: undefined }), {
    n: 3,
    gap: { $value: "-0" },
    sigma: { $value: "Infinity" },
    tie: { $value: "undefined" },
  });
});

Deno.test("a spec reads plainly", () => {
  assertEquals(
    specText(encodeSpec({ n: 3, gap: [-0, -Infinity] })),
    '{"n":3,"gap":[-0,-Infinity]}',
  );
});

Deno.test("what would not come back is refused, with its place", () => {
  const cycle: unknown[] = [];
  cycle.push(cycle);
  const refused: [unknown, string][] = [
    [
      { n: 3n },
      "spec.n must be made of records, arrays, text, numbers and truth values, got bigint",
    ],
    [[1, () => 1], "spec[1] must be made of"],
    [{ at: new Map() }, "got Map"],
    [[Float64Array.of(1)], "got Float64Array"],
    [cycle, "got a cycle"],
    [{ $value: "-0" }, "got the reserved key $value"],
    [Symbol("s"), "got symbol"],
  ];
  for (const [spec, message] of refused) assertThrows(() => encodeSpec(spec), TypeError, message);
});

Deno.test("a value met twice is no cycle", () => {
  const shared = { x: 1 };
  assertEquals(encodeSpec([shared, shared]), [{ x: 1 }, { x: 1 }]);
});
