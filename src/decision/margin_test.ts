import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { exactMargin, identityMargin, inequalityMargin, worstMargin } from "./margin.ts";

const TOLERANCE = 1e-10;

Deno.test("an identity holds to the tolerance, relative to its scale", () => {
  const cases = [
    { got: 3, wanted: 3, holds: true },
    { got: 3 + 3e-10, wanted: 3, holds: true },
    { got: 3 + 5e-10, wanted: 3, holds: false },
    { got: 1e9 + 0.05, wanted: 1e9, holds: true },
    { got: 0.05, wanted: 0, holds: false },
    { got: -3, wanted: 3, holds: false },
  ];
  for (const { got, wanted, holds } of cases) {
    const { margin } = identityMargin("value", got, wanted, { tolerance: TOLERANCE });
    assertEquals(margin >= 0, holds, `${got} for ${wanted}: ${margin}`);
  }
  const { margin } = identityMargin("value", 1.5, 1, { tolerance: 0.1, scale: 4 });
  assertEquals(margin, 0.1 - 0.5 / 5);
});

Deno.test("an inequality holds with slack, and just short of it within the tolerance", () => {
  const rule = { tolerance: 1e-9 };
  assertEquals(inequalityMargin("sum", 1, 3, { ...rule, scale: 1 }).margin, 1 + 1e-9);
  assertEquals(inequalityMargin("sum", 1 + 1e-9, 1, rule).margin >= 0, true);
  assertEquals(inequalityMargin("sum", 1 + 3e-9, 1, rule).margin >= 0, false);
  assertAlmostEquals(inequalityMargin("sum", 7, 3, rule).margin, -4 / 8, 1e-8);
  assertEquals(inequalityMargin("sum", 7, Infinity, rule).margin, 1);
});

Deno.test("what is not a number never holds, not even against its like", () => {
  for (const bad of [NaN, Infinity, -Infinity]) {
    for (const wanted of [0, bad]) {
      const rule = { tolerance: 1 };
      assertEquals(identityMargin("value", bad, wanted, rule).margin, -Infinity);
      assertEquals(inequalityMargin("value", bad, wanted, rule).margin, -Infinity);
      assertEquals(exactMargin("value", bad, wanted).margin, -Infinity);
    }
    assertEquals(identityMargin("value", 0, bad, { tolerance: 1 }).margin, -Infinity);
    assertEquals(
      identityMargin("value", 1, 1, { tolerance: 1, scale: Math.abs(bad) }).margin,
      -Infinity,
    );
  }
  assertEquals(inequalityMargin("value", 0, -Infinity, { tolerance: 1 }).margin, -Infinity);
  assertEquals(inequalityMargin("value", 0, NaN, { tolerance: 1 }).margin, -Infinity);
  assertEquals(
    inequalityMargin("value", 1, 0, { tolerance: 1, scale: Infinity }).margin,
    -Infinity,
  );
  assertEquals(identityMargin("value", 1e308, -1e308, { tolerance: 1 }).margin < 0, true);
});

Deno.test("a count is exact or not", () => {
  assertEquals(exactMargin("count", 5, 5), { margin: 1, got: 5, wanted: 5, what: "count" });
  assertEquals(exactMargin("count", 5, 6).margin, -1);
  assertEquals(exactMargin("flag", true, false), { margin: -1, got: 1, wanted: 0, what: "flag" });
  assertEquals(exactMargin("flag", true, 1).margin, -1);
});

Deno.test("the worst margin is the smallest, of one by one or of a list", () => {
  const margins = [3, -2, -2, 0].map((margin, i) => ({ margin, got: 0, wanted: 0, what: `${i}` }));
  assertEquals(worstMargin(...margins).what, "1");
  assertEquals(worstMargin(new Set(margins)).what, "1");
  assertEquals(worstMargin(margins[0], margins.slice(2)).what, "2");
  const broken = { margin: NaN, got: 0, wanted: 0, what: "broken" };
  assertEquals(worstMargin(broken, ...margins), { ...broken, margin: -Infinity });
  assertEquals(worstMargin(...margins, broken).margin, -Infinity);
  assertThrows(() => worstMargin(), RangeError, "there is none");
  assertThrows(() => worstMargin([]), RangeError, "there is none");
});

Deno.test("a tolerance or a scale that is none is refused", () => {
  for (
    const rule of [{ tolerance: -1 }, { tolerance: NaN }, { tolerance: Infinity }, {
      tolerance: 0,
      scale: -1,
    }]
  ) {
    assertThrows(() => identityMargin("value", 1, 1, rule), RangeError);
    assertThrows(() => inequalityMargin("value", 1, 1, rule), RangeError);
  }
});

Deno.test("the worst of margins is asked of margins only: a promise would be passed over", () => {
  const good = exactMargin("row", 1, 1);
  for (const odd of [Promise.resolve(exactMargin("row", 0, 1)), {}, { margin: 1 }]) {
    assertThrows(() => worstMargin(good, odd as never), TypeError, "Margins have all their parts");
    assertThrows(
      () => worstMargin([good, odd] as never),
      TypeError,
      "Margins have all their parts",
    );
  }
});
