import { assertEquals } from "@std/assert";
import { verdictsOf } from "./last_verdicts.ts";

Deno.test("last verdicts: by id, from the text of a report", () => {
  const text = JSON.stringify({ claims: [{ id: "A1", verdict: "verified" }] });
  assertEquals([...verdictsOf(text)], [["A1", "verified"]]);
});

Deno.test("last verdicts: anything but a report has none", () => {
  for (const text of ["", "{", "null", "{}", '{"claims":3}', '{"claims":[{"id":1}]}']) {
    assertEquals(verdictsOf(text).size, 0, text);
  }
  const escape = JSON.stringify({ claims: [{ id: "A1", verdict: "\u001b[31m" }] });
  assertEquals(verdictsOf(escape).size, 0);
});
