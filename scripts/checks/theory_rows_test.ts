import { assertEquals } from "@std/assert";
import { THEORY_ROWS, uncoveredRows } from "./theory_rows.ts";

Deno.test("theory rows: 58, all different", () => {
  assertEquals(new Set(THEORY_ROWS).size, 58);
});

Deno.test("theory rows: a dotted claim covers its row, a longer number does not", () => {
  const others = THEORY_ROWS.filter((row) => row !== "A1" && row !== "B4");
  assertEquals(uncoveredRows([...others, "A1.part"]), ["B4"]);
  assertEquals(uncoveredRows([...others, "A10", "A11t", "B4.reversed"]), ["A1"]);
});
