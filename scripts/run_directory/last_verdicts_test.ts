import { assertEquals, assertThrows } from "@std/assert";
import { verdictsOf } from "./last_verdicts.ts";

Deno.test("last verdicts: by id, from the text of a report", () => {
  const text = JSON.stringify({ claims: [{ id: "A1", verdict: "verified" }] });
  assertEquals([...verdictsOf(text)], [["A1", "verified"]]);
  assertEquals(verdictsOf('{"claims":[]}').size, 0);
});

Deno.test("last verdicts: anything but a report is said to be none", () => {
  for (const text of ["", "{", "\u0000", "[".repeat(10_000)]) assertThrows(() => verdictsOf(text));
  for (const text of ["null", "{}", "3", '{"claims":3}', '{"claims":[{"id":1}]}']) {
    assertThrows(() => verdictsOf(text), RangeError, "It must have ");
  }
  for (const claim of [null, 3, { id: "A1" }, { id: "A1", verdict: "\u001b[31m" }]) {
    assertThrows(
      () => verdictsOf(JSON.stringify({ claims: [claim] })),
      RangeError,
      "It must have an id and a verdict for each claim, got none for claim 0",
    );
  }
});
