import { assertAlmostEquals, assertEquals } from "@std/assert";
import { toMatrix } from "../linalg.ts";
import { twoScalarParameters } from "../model/one_layer_transformer.ts";
import { matrixRest, meanScale } from "./matrix_rest.ts";

/** The two-scalar form at d = 3 with one entry changed. */
function changed(row: number, column: number, by: number) {
  const entries = twoScalarParameters(3, { xi1: 2, xi2: 5 }).to2DArray();
  entries[row][column] += by;
  return toMatrix(entries);
}

Deno.test("rest of a matrix: entries that change the scores of context points count alike", () => {
  const expected = 0.6 / Math.sqrt(15);
  for (const [row, column] of [[0, 1], [2, 0], [1, 4], [0, 4], [3, 0], [3, 2]]) {
    assertAlmostEquals(matrixRest(changed(row, column, 0.6)), expected, 1e-15, `${row},${column}`);
  }
});

Deno.test("rest of a matrix: what meets a 0, −ξ2, W23 and the query token's row do not count", () => {
  for (const [row, column] of [[0, 3], [3, 3], [4, 3], [4, 4], [3, 4], [4, 0]]) {
    assertEquals(matrixRest(changed(row, column, 0.6)), 0, `${row},${column}`);
  }
});

Deno.test("rest of a matrix: of the diagonal its mean is taken off", () => {
  const parameters = changed(1, 1, 0.9);
  assertAlmostEquals(meanScale(parameters), 2.3);
  // Deviations of −0.3, 0.6 and −0.3.
  assertAlmostEquals(matrixRest(parameters), Math.sqrt(0.54 / 15), 1e-15);
});
