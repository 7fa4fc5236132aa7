import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { spendChance } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { norm } from "../linalg.ts";
import { assertLaw } from "./assertions_for_tests.ts";
import { spherePoints } from "./covariates.ts";
import { evaluateFunctions } from "./function_batch.ts";
import {
  drawFunction,
  drawFunctions,
  evaluate,
  FUNCTION_CLASSES,
  type FunctionClass,
  type TaskFunction,
} from "./function_class.ts";
import { TOLERANCE } from "../tolerance.ts";

function taskFunction(functionClass: FunctionClass, ...coefficients: number[]): TaskFunction {
  const direction = Float64Array.of(0.6, 0.8);
  return { functionClass, direction, coefficients: Float64Array.from(coefficients) };
}

Deno.test("an affine function is l·vᵀx + b", () => {
  assertAlmostEquals(
    evaluate(taskFunction("affine", 2, -3), [1, 2]),
    2 * 2.2 - 3,
    TOLERANCE.forward,
  );
});

Deno.test("a ReLU pair has one slope on either side of its kink", () => {
  const pair = taskFunction("relu", 2, 5, -3);
  for (const scale of [0.1, 1]) {
    assertAlmostEquals(evaluate(pair, [scale, 2 * scale]), 2 * 2.2 * scale - 3, TOLERANCE.forward);
    assertAlmostEquals(
      evaluate(pair, [-scale, -2 * scale]),
      5 * 2.2 * scale - 3,
      TOLERANCE.forward,
    );
  }
  assertEquals(evaluate(pair, [0, 0]), -3);
});

Deno.test("a cosine is cos(L·vᵀx)", () => {
  assertAlmostEquals(
    evaluate(taskFunction("cosine", 7), [1, 2]),
    Math.cos(7 * 2.2),
    TOLERANCE.forward,
  );
});

Deno.test("a point may stand anywhere in a run of numbers", () => {
  const affine = taskFunction("affine", 1, 0);
  assertAlmostEquals(evaluate(affine, [9, 9, 9, 1, 2, 9], 3), 2.2, TOLERANCE.forward);
});

/** The steepest rise between any two of some points, over `draws` functions of the class. */
function steepest(
  functionClass: FunctionClass,
  { lipschitz, dimension, draws }: { lipschitz: number; dimension: number; draws: number },
): number {
  const stream = testStream("steepest", functionClass, dimension);
  const points = spherePoints(23, dimension, stream).to2DArray();
  let most = 0;
  for (let k = 0; k < draws; k++) {
    const f = drawFunction(functionClass, { lipschitz, dimension }, stream);
    const values = points.map((x) => evaluate(f, x));
    points.forEach((x, i) => {
      for (let j = 0; j < i; j++) {
        const distance = norm(x.map((entry, a) => entry - points[j][a]));
        most = Math.max(most, Math.abs(values[i] - values[j]) / distance);
      }
    });
  }
  return most;
}

randomTest("no function rises faster than L, and some nearly as fast", () => {
  for (const functionClass of FUNCTION_CLASSES) {
    for (const dimension of [2, 3, 5]) {
      const draws = 100;
      const most = steepest(functionClass, { lipschitz: 3, dimension, draws });
      assert(most <= 3 * (1 + 1e-12), `${functionClass} in ${dimension} dimensions: ${most}`);
      // A slope is uniform on [−3, 3], and one of 253 pairs of points lies along it but for a tenth: with
      // a chance of more than ¼ a function rises by more than 2.
      spendChance(1, 0.75 ** draws);
      assert(most > 2, `${functionClass} in ${dimension} dimensions: ${most}`);
    }
  }
});

randomTest("affine and ReLU functions at L are L times those at 1 from the same stream", () => {
  for (const functionClass of ["affine", "relu"] as const) {
    const draw = (lipschitz: number) =>
      drawFunction(functionClass, { lipschitz, dimension: 5 }, testStream("at L", functionClass));
    const [unit, steep] = [draw(1), draw(7)];
    assertEquals(steep.direction, unit.direction);
    assertEquals(steep.coefficients, unit.coefficients.map((value) => 7 * value));
  }
});

randomTest("a cosine keeps its direction and takes L itself", () => {
  const draw = (lipschitz: number) =>
    drawFunction("cosine", { lipschitz, dimension: 5 }, testStream("cosine at L"));
  assertEquals(draw(7).direction, draw(1).direction);
  assertEquals([...draw(7).coefficients], [7]);
});

randomTest("functions at L = 0 are constant", () => {
  for (const functionClass of FUNCTION_CLASSES) {
    const stream = testStream("constant", functionClass);
    const f = drawFunction(functionClass, { lipschitz: 0, dimension: 3 }, stream);
    for (const x of spherePoints(5, 3, stream).to2DArray()) {
      assertAlmostEquals(evaluate(f, x), functionClass === "cosine" ? 1 : 0, TOLERANCE.forward);
    }
  }
});

randomTest("slopes and offsets are uniform in [−L, L], each its own draw", () => {
  for (const [functionClass, count] of [["affine", 2], ["relu", 3]] as const) {
    const stream = testStream("coefficients", functionClass);
    const drawn = Array.from(
      { length: 5000 },
      () => drawFunction(functionClass, { lipschitz: 2, dimension: 2 }, stream).coefficients,
    );
    for (let k = 0; k < count; k++) {
      assertLaw(drawn.map((c) => c[k]), (value) => (value + 2) / 4, `${functionClass} ${k}`);
      assert(drawn.every((c) => c.length === count && c[k] !== c[(k + 1) % count]));
    }
  }
});

randomTest("directions are unit vectors, uniform on the circle", () => {
  const stream = testStream("direction of functions");
  const angles = Array.from({ length: 5000 }, () => {
    const { direction } = drawFunction("affine", { lipschitz: 1, dimension: 2 }, stream);
    assertAlmostEquals(norm(direction), 1, TOLERANCE.forward);
    return Math.atan2(direction[1], direction[0]);
  });
  assertLaw(angles, (angle) => (angle + Math.PI) / (2 * Math.PI), "angles");
});

randomTest("a steepness below zero or a line for a sphere is refused", () => {
  const draw = (law: { lipschitz: number; dimension: number }) => () =>
    drawFunction("affine", law, testStream("refused"));
  const rule = "Lipschitz constant L must be a finite number of at least 0, got";
  assertThrows(draw({ lipschitz: -1, dimension: 3 }), RangeError, `${rule} -1`);
  assertThrows(draw({ lipschitz: NaN, dimension: 3 }), RangeError, `${rule} NaN`);
  for (const dimension of [1, 2.5]) {
    assertThrows(
      draw({ lipschitz: 1, dimension }),
      RangeError,
      `sphere dimension d must be a whole number of at least 2, got ${dimension}`,
    );
  }
});

randomTest("several functions at once have the values of each one alone", () => {
  const [functions, each, d] = [7, 5, 3];
  for (const functionClass of FUNCTION_CLASSES) {
    const law = { functionClass, lipschitz: 2, dimension: d };
    const batch = drawFunctions(functions, law, testStream("several", functionClass));
    const points = spherePoints(functions * each, d, testStream("points of several"));
    const rows = points.to2DArray();
    const own = batch.coefficients.length / functions;
    const wanted = rows.map((x, i) => {
      const b = Math.floor(i / each);
      return evaluate({
        functionClass,
        direction: batch.directions.subarray(b * d, (b + 1) * d),
        coefficients: batch.coefficients.subarray(b * own, (b + 1) * own),
      }, x);
    });
    assertEquals([...evaluateFunctions(batch, Float64Array.from(rows.flat()))], wanted);
    assertEquals(new Set(batch.directions).size, functions * d);
  }
  assertThrows(
    () => drawFunctions(0, { functionClass: "relu", lipschitz: 1, dimension: 3 }, testStream()),
    RangeError,
    "number of functions must be a whole number of at least 1, got 0",
  );
});
