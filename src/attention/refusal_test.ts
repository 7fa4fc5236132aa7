import { assertEquals, assertThrows } from "@std/assert";
import { isRefused, Refusal } from "./refusal.ts";

function throwing(error: Error) {
  return () => {
    throw error;
  };
}

Deno.test("a refusal is told from an answer, and a crash is none", () => {
  assertEquals(isRefused(throwing(new Refusal("a row sees nothing"))), true);
  assertEquals(isRefused(() => new Float64Array(1)), false);
  assertThrows(() => isRefused(throwing(new TypeError("no such key"))), TypeError, "no such key");
});
