import { assertAlmostEquals } from "@std/assert";
import { averagedLoss, missingWeight } from "./averaged_loss.ts";
import { enumerateClasses, enumerateSigns } from "./label_enumeration.ts";

const OTHERS = [0.2, 0.05, 0.1];

Deno.test("closed forms are the averages over all labels", () => {
  for (const queryWeight of [0, 0.15]) {
    const nearest = 1 - queryWeight - 0.35;
    const weights = { nearest, others: Float64Array.from(OTHERS), queryWeight };
    const q = Float64Array.of(nearest, ...OTHERS);
    const loss = averagedLoss.balanced(weights);
    assertAlmostEquals(loss, enumerateSigns(q, 0, 0.5), 1e-14);
    for (const p of [0, 0.3, 1]) {
      const biased = averagedLoss.biased(loss, { mean: 2 * p - 1, queryWeight });
      assertAlmostEquals(biased, enumerateSigns(q, 0, p), 1e-14);
    }
    for (const classes of [2, 3, 5]) {
      const wanted = enumerateClasses(q, 0, classes);
      assertAlmostEquals(averagedLoss.classes(classes) * loss, wanted, 1e-14);
    }
  }
});

Deno.test("what is missing of the nearest weight keeps its digits", () => {
  const weights = { nearest: 1, others: Float64Array.of(1e-90, 2e-90), queryWeight: 4e-90 };
  assertAlmostEquals(missingWeight(weights) / 7e-90, 1, 1e-14);
  assertAlmostEquals(averagedLoss.balanced(weights) / 27e-180, 1, 1e-14);
});
