import { assert, assertEquals, assertThrows } from "@std/assert";
import { REFERENCE, type Weighing } from "./claims_for_tests.ts";
import { touches } from "./subject.ts";
import { variantsOf } from "./variant.ts";

const NAMED = { name: "other", description: "another one" };
const { weigh, mean } = REFERENCE;
const variant = variantsOf<Weighing>({ weigh, mean }, ({ weigh }) => ({
  ...(weigh && { mean: (scores) => weigh(scores)[0] }),
}));

Deno.test("a variant has what it changes, what follows from that, and the rest of the reference", () => {
  const scores = Float64Array.of(1, 3);
  const weighs = variant({ ...NAMED, weigh: () => Float64Array.of(7) });
  assertEquals([weighs.mean(scores), weighs.name], [7, "other"]);
  assert(touches(weighs, REFERENCE, ["mean"]));
  const means = variant({ ...NAMED, mean: () => 0 });
  assert(!touches(means, REFERENCE, ["weigh"]));
  const both = variant({ ...NAMED, weigh: (own) => own, mean: () => 11 });
  assertEquals(both.mean(scores), 11);
});

Deno.test("a variant of a theory in which nothing follows changes what it says, and is frozen", () => {
  const other = variantsOf<Weighing>({ weigh, mean })({ ...NAMED, weigh: (own) => own });
  assertEquals([...other.weigh(Float64Array.of(1, 3))], [1, 3]);
  assert(!touches(other, REFERENCE, ["mean"]));
  assertThrows(() => Object.assign(other, { mean: () => 0 }), TypeError);
});
