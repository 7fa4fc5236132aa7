import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { evaluateFunctions, type FunctionBatch, type ProfileClass } from "./function_batch.ts";

/** φ of each class at z with the coefficients given. */
const DEFINITIONS: Record<ProfileClass, (z: number, c: readonly number[]) => number> = {
  affine: (z, [slope, offset]) => slope * z + offset,
  relu: (z, [above, below, offset]) => (z > 0 ? above * z : -below * z) + offset,
  quadratic: (z, [slope, offset]) => slope * z ** 2 + offset,
  cosine: (z, [steepness]) => Math.cos(steepness * z),
};
const CLASSES = Object.keys(DEFINITIONS) as ProfileClass[];
const OWN = { affine: 2, relu: 3, quadratic: 2, cosine: 1 };

/** Two functions in two dimensions. */
function batchOf(functionClass: ProfileClass): FunctionBatch & { readonly rows: number[][] } {
  const rows = [[1.5, -2, 0.25], [-0.5, 3, 7]].map((row) => row.slice(0, OWN[functionClass]));
  const [directions, coefficients] = [[1, 0, 0.6, 0.8], rows.flat()].map((all) =>
    Float64Array.from(all)
  );
  return { functionClass, functions: 2, directions, coefficients, rows };
}

const POINTS = Float64Array.of(0.5, 9, -2, 9, 3, 9, 1, 0.5, -1, -0.5, 2, -1);
const ALONG = [0.5, -2, 3, 1, -1, 0.4];

Deno.test("each function is its formula of its own direction and coefficients", () => {
  for (const functionClass of CLASSES) {
    const { rows, ...batch } = batchOf(functionClass);
    const wanted = ALONG.map((z, i) => DEFINITIONS[functionClass](z, rows[i < 3 ? 0 : 1]));
    const values = evaluateFunctions(batch, POINTS);
    assertEquals(values.length, 6);
    values.forEach((value, i) => assertAlmostEquals(value, wanted[i], 1e-14, functionClass));
  }
});

Deno.test("noise is what was there before, times σ", () => {
  for (const functionClass of CLASSES) {
    const batch = batchOf(functionClass);
    const clean = evaluateFunctions(batch, POINTS);
    const out = Float64Array.of(1, -2, 3, -4, 5, -6);
    const noise = out.slice();
    assertEquals(evaluateFunctions(batch, POINTS, { out, noise: 0.5 }), out);
    out.forEach((value, i) => assertAlmostEquals(value, clean[i] + 0.5 * noise[i], 1e-14));
    assertEquals(evaluateFunctions(batch, POINTS, { out }), clean);
  }
});

Deno.test("what is not as many as the functions ask for is refused", () => {
  const batch = batchOf("affine");
  assertThrows(
    () => evaluateFunctions(batch, POINTS.subarray(1)),
    RangeError,
    "points must have 12 entries d numbers each, as many for every function, got 11",
  );
  assertThrows(
    () => evaluateFunctions(batch, POINTS, { out: new Float64Array(5) }),
    RangeError,
    "noise must have 6 entries one per point, got 5",
  );
  assertThrows(
    () => evaluateFunctions({ ...batch, coefficients: new Float64Array(3) }, POINTS),
    RangeError,
    "coefficients must have 4 entries 2 per function, got 3",
  );
});
