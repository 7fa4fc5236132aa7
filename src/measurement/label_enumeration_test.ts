import { assertAlmostEquals } from "@std/assert";
import { enumerateClasses, enumerateSigns } from "./label_enumeration.ts";

Deno.test("one point: what its weight misses of its own label", () => {
  for (const p of [0, 0.3, 1]) {
    assertAlmostEquals(enumerateSigns(Float64Array.of(0.6), 0, p), 0.4 ** 2 / 2);
  }
  // ‖e_c − 1/3‖² = 2/3.
  assertAlmostEquals(enumerateClasses(Float64Array.of(0.6), 0, 3), (0.4 ** 2 / 2) * (2 / 3));
});

Deno.test("two points by hand, of one label and of both", () => {
  const q = Float64Array.of(0.7, 0.2);
  // Equal signs: .1 is missed; opposite ones: 1 − .5.
  assertAlmostEquals(enumerateSigns(q, 0, 0.5), (0.1 ** 2 + 0.5 ** 2) / 4);
  assertAlmostEquals(enumerateSigns(q, 0, 1), 0.1 ** 2 / 2);
  // Two classes at ±½ in each of two coordinates: half of what signs lose.
  assertAlmostEquals(enumerateClasses(q, 0, 2), enumerateSigns(q, 0, 0.5) / 2);
});
