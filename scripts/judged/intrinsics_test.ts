import { assertEquals } from "@std/assert";
import { watchIntrinsics } from "./intrinsics.ts";

/** Runs `change`, asks what has changed, and puts back what stood there. */
function changedBy(object: object, key: PropertyKey, value: unknown): string | undefined {
  const changed = watchIntrinsics();
  const before = Object.getOwnPropertyDescriptor(object, key)!;
  Object.defineProperty(object, key, { ...before, value, writable: true });
  try {
    return changed();
  } finally {
    Object.defineProperty(object, key, before);
  }
}

Deno.test("intrinsics: nothing has changed while nobody changed anything", () => {
  const changed = watchIntrinsics();
  assertEquals([[3, 1, 2].toSorted().map(String), changed()], [["1", "2", "3"], undefined]);
});

const CHANGES: readonly [object, PropertyKey, unknown, string][] = [
  [Array.prototype, "every", () => true, "Array.prototype.every"],
  [Array.prototype, Symbol.iterator, function* () {}, "Array.prototype.Symbol(Symbol.iterator)"],
  [JSON, "stringify", () => "", "JSON.stringify"],
  [Math, "exp", () => 1, "Math.exp"],
  [Number, "isFinite", () => true, "Number.isFinite"],
  [Object.getPrototypeOf(Float64Array.prototype), "map", () => [], "TypedArray.prototype.map"],
  [globalThis, "Float64Array", Array, "globalThis.Float64Array"],
  [Object.getPrototypeOf([].values()), "next", () => ({}), "ArrayIterator.prototype.next"],
];

for (const [object, key, value, name] of CHANGES) {
  Deno.test(`intrinsics: a change of ${name} is told`, () => {
    assertEquals(changedBy(object, key, value), name);
  });
}
