import { assertEquals, assertThrows } from "@std/assert";
import { crossed, MOST_STRATA } from "./strata.ts";

Deno.test("crossed: one stratum for each combination, the last field changing fastest", () => {
  const strata = crossed({ mask: [false, true], width: [0.5, 2, 1234.56] });
  assertEquals(strata.map(({ setting }) => setting), [
    { mask: false, width: 0.5 },
    { mask: false, width: 2 },
    { mask: false, width: 1234.56 },
    { mask: true, width: 0.5 },
    { mask: true, width: 2 },
    { mask: true, width: 1234.56 },
  ]);
  assertEquals([strata[0].name, strata[5].name], [
    "mask = false, width = 0.5",
    "mask = true, width = 1230",
  ]);
});

Deno.test("crossed: a claim has from 1 to 12 strata", () => {
  const values = (count: number) => Array.from({ length: count }, (_, i) => i);
  assertEquals(crossed({ x: values(MOST_STRATA) }).length, MOST_STRATA);
  assertThrows(
    () => crossed({ x: values(MOST_STRATA + 1) }),
    RangeError,
    "A claim has from 1 to 12 strata, got 13",
  );
  assertThrows(() => crossed({ x: [1, 2], y: [] }), RangeError, "got 0");
});
