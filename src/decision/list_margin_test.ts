import { assertEquals } from "@std/assert";
import { listMargins } from "./list_margin.ts";
import { worstMargin } from "./margin.ts";

const rule = { tolerance: 0.125 };

Deno.test("each entry has its margin, and so has their number", () => {
  const margins = listMargins("loss", [1, 2], Float64Array.of(1, 2.25), { ...rule, scale: 0 });
  assertEquals(margins.map(({ what, margin }) => [what, margin]), [
    ["entries of loss", 1],
    ["loss 0", 0.125],
    ["loss 1", -0.125],
  ]);
});

Deno.test("an entry too many or too few fails, and so does one that is no number", () => {
  for (const got of [[1, 2, 3], [1], []]) {
    const { margin, what } = worstMargin(listMargins("loss", got, [1, 2], rule));
    assertEquals([margin, what], [-1, "entries of loss"]);
  }
  assertEquals(worstMargin(listMargins("loss", [1, NaN], [1, 2], rule)).what, "loss 1");
  assertEquals(worstMargin(listMargins("loss", [], [], rule)).margin, 1);
});
