import { assertEquals } from "@std/assert";
import { causeOf, isCutOff } from "./cause_of.ts";

Deno.test("the cause of an entry is the one that it says, whatever its sentence", () => {
  assertEquals(causeOf({ cause: "crashed", reason: "interrupted before it began" }), "crashed");
  assertEquals(causeOf({ cause: "not reached", reason: "no time was left" }), "not reached");
  assertEquals(causeOf({ cause: null, reason: null }), undefined);
});

Deno.test("entries without a cause are old ones, and say by their sentence whether a stop cut them off", () => {
  assertEquals(causeOf({ reason: "interrupted before it began" }), "not reached");
  assertEquals(causeOf({ reason: "interrupted after 3 replicates" }), "interrupted");
  assertEquals(causeOf({ reason: "case 3 crashed: Error: interrupted" }), undefined);
  assertEquals(causeOf({ reason: null }), undefined);
});

Deno.test("a stop is one of two causes", () => {
  const cutOff = (["not reached", "interrupted", "crashed", "incomplete"] as const)
    .map((cause) => isCutOff({ cause, reason: "so it is" }));
  assertEquals(cutOff, [true, true, false, false]);
});
