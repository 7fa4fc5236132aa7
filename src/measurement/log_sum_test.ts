import { assertAlmostEquals, assertEquals } from "@std/assert";
import { logSum, softplus } from "./log_sum.ts";

Deno.test("a sum of exponentials, small and large", () => {
  assertAlmostEquals(logSum([0.5, -1, 2]), Math.log(Math.exp(0.5) + Math.exp(-1) + Math.exp(2)));
  assertAlmostEquals(logSum([-9000, -9000]), -9000 + Math.LN2);
  assertEquals(logSum([]), -Infinity);
  assertEquals(logSum([-Infinity, -Infinity]), -Infinity);
});

Deno.test("log(1 + e^x) is x far above zero, e^x far below", () => {
  assertAlmostEquals(softplus(0.3), Math.log(1 + Math.exp(0.3)));
  assertEquals(softplus(1000), 1000);
  assertAlmostEquals(softplus(-40) / Math.exp(-40), 1);
});
