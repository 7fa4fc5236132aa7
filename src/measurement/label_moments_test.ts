import { assertAlmostEquals } from "@std/assert";
import { enumerateClasses, enumerateSigns } from "./label_enumeration.ts";
import { averageClasses, averageSigns } from "./label_moments.ts";

Deno.test("label after label gives what all labels give", () => {
  for (const n of [1, 2, 5, 7]) {
    const q = Float64Array.from({ length: n }, (_, j) => ((7 * j + 3) % 11) / (11 * n));
    for (const nearest of [0, n - 1]) {
      const coefficients = q.map((weight, j) => weight - (j === nearest ? 1 : 0));
      for (const p of [0, 0.3, 0.5, 1]) {
        assertAlmostEquals(averageSigns(coefficients, p), enumerateSigns(q, nearest, p), 1e-12);
      }
      for (const classes of [2, 3, 4]) {
        const wanted = enumerateClasses(q, nearest, classes);
        assertAlmostEquals(averageClasses(coefficients, classes), wanted, 1e-12);
      }
    }
  }
});

Deno.test("a thousand labels of mean zero: half the sum of squares", () => {
  const coefficients = Float64Array.from({ length: 1000 }, (_, j) => j - 300);
  const wanted = coefficients.reduce((sum, c) => sum + c * c, 0) / 2;
  assertAlmostEquals(averageSigns(coefficients, 0.5) / wanted, 1, 1e-13);
});

Deno.test("labels that are all alike: half the square of the sum", () => {
  assertAlmostEquals(averageSigns(Float64Array.of(3, -1, 2), 1), 8, 1e-12);
  assertAlmostEquals(averageSigns(Float64Array.of(3, -1, 2), 0), 8, 1e-12);
});

Deno.test("small coefficients keep their digits", () => {
  const coefficients = Float64Array.of(-3e-90, 1e-90, 2e-90);
  assertAlmostEquals(averageSigns(coefficients, 0.5) / 7e-180, 1, 1e-12);
});
