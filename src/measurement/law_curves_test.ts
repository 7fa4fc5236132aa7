import { assertAlmostEquals, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { scaledIdentity, toFlat } from "../linalg.ts";
import { drawRegressionBatch } from "../tasks/regression.ts";
import { kernelIclGradient } from "../training/kernel_icl_loss.ts";
import { bestWindow, lawCurves, lossAtInverseTemperature } from "./law_curves.ts";

const SIZES = { contextLength: 7, dimension: 3, lipschitz: 2, noise: 0.7 };

randomTest("the loss of a law at wI is that of prompts drawn from it", () => {
  for (const functionClass of ["affine", "relu", "cosine"] as const) {
    const law = { ...SIZES, functionClass };
    const batch = drawRegressionBatch(law, 20_000, testStream(functionClass, "prompts"));
    const curves = lawCurves(law, testStream(functionClass, "curves"));
    const drawn = kernelIclGradient(batch, toFlat(scaledIdentity(3, 2.3))).loss;
    assertAlmostEquals(lossAtInverseTemperature(curves, law.noise, 2.3) / drawn, 1, 0.2);
  }
});

randomTest("twice the loss everywhere, the same window", () => {
  const law = { ...SIZES, functionClass: "affine" } as const;
  const twice = { ...law, lipschitz: 4, noise: 1.4 };
  const [one, other] = [law, twice].map((law) =>
    bestWindow(lawCurves(law, testStream("scaled")), law.noise)
  );
  assertAlmostEquals(other.inverseTemperature, one.inverseTemperature, 1e-9);
  assertAlmostEquals(other.loss, 4 * one.loss, 1e-9);
  assertAlmostEquals(other.curvature, 4 * one.curvature, 1e-9);
});

randomTest(
  "curves are the same when they are asked for again, and nobody's arrays another's",
  () => {
    for (const functionClass of ["affine", "relu", "cosine"] as const) {
      const law = { ...SIZES, functionClass };
      const [first, again] = [testStream("again"), testStream("again")];
      const curves = lawCurves(law, first);
      const before = structuredClone(curves);
      for (const values of [curves.grid, curves.bias, curves.variance]) values.fill(7);
      assertEquals(lawCurves(law, again), before);
      assertEquals(again.state, first.state);
      assertEquals(lawCurves({ ...law, noise: 3 }, testStream("again")), before);
      const steeper = lawCurves({ ...law, lipschitz: 3 }, testStream("again"));
      const others = [{ contextLength: 8 }, { dimension: 4 }].map((size) =>
        lawCurves({ ...law, ...size }, testStream("again"))
      );
      for (const other of [steeper, ...others, lawCurves(law, testStream("another"))]) {
        assertNotEquals(other.bias, before.bias);
      }
    }
  },
);

Deno.test("a loss that is least at an end of the grid has no best window", () => {
  const curves = {
    grid: Float64Array.of(1, 2, 4),
    bias: Float64Array.of(3, 2, 1),
    variance: new Float64Array(3),
  };
  assertThrows(() => bestWindow(curves, 1), RangeError, "got w = 4");
});
