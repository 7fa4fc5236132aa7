import { assertEquals } from "@std/assert";
import { describeError, undecided } from "./outcome.ts";

Deno.test("what is undecided says why", () => {
  const obstacle = { cause: "late", reason: "it rained" } as const;
  assertEquals(undecided(7, obstacle), { verdict: "undecided", cases: 7, ...obstacle });
});

Deno.test("an error is described by its class and message, anything else by its text", () => {
  assertEquals(describeError(new RangeError("too far")), "RangeError: too far");
  assertEquals(describeError("just a string"), "just a string");
  assertEquals(describeError(undefined), "undefined");
});
