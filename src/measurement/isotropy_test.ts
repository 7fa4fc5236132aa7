import { assertAlmostEquals, assertEquals } from "@std/assert";
import { scaledIdentity, toMatrix, zeros } from "../linalg.ts";
import { TOLERANCE } from "../tolerance.ts";
import { anisotropy } from "./isotropy.ts";

Deno.test("a single window has no anisotropy, whatever its size", () => {
  for (const w of [0.01, 1, 300]) assertEquals(anisotropy(scaledIdentity(5, w)), 0);
});

Deno.test("unequal diagonals and off-diagonal entries add up in squares", () => {
  const M = toMatrix([[2, 0, 0], [0, 3, 2], [0, -2, 4]]);
  assertAlmostEquals(anisotropy(M), Math.sqrt(1 + 1 + 4 + 4) / Math.sqrt(27), TOLERANCE.forward);
});

Deno.test("without a window there is nothing to compare with", () => {
  assertEquals(anisotropy(zeros(3)), Infinity);
  assertEquals(anisotropy(scaledIdentity(3, -2)), Infinity);
});
