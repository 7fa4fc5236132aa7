import { assertEquals } from "@std/assert";
import { eValueText, numberText, percentText } from "./number.ts";

Deno.test("numbers have three significant digits, whole ones all of theirs", () => {
  const cases: [number, string][] = [
    [0, "0"],
    [-0, "0"],
    [1000, "1000"],
    [999_999, "999999"],
    [1_000_000, "1e6"],
    [0.25, "0.25"],
    [-0.123456, "-0.123"],
    [0.001, "0.001"],
    [0.000999, "9.99e-4"],
    [1e-10, "1e-10"],
    [9.12e-11, "9.12e-11"],
    [123456.7, "123000"],
    [1.5e300, "1.5e300"],
    [NaN, "NaN"],
    [-Infinity, "-Infinity"],
  ];
  assertEquals(cases.map(([value]) => numberText(value)), cases.map(([, text]) => text));
});

Deno.test("shares are percentages", () => {
  assertEquals([0.95, 0.0029951, 1].map(percentText), ["95\u00a0%", "0.3\u00a0%", "100\u00a0%"]);
});

Deno.test("e-values do not overflow", () => {
  assertEquals(eValueText(Math.log(128)), "128");
  assertEquals(eValueText(5000 * Math.LN10 + Math.log(2)), "2.0e5000");
  assertEquals(eValueText(-5000 * Math.LN10 + Math.log(2)), "2.0e-5000");
  // Rounded up to the next power of ten.
  assertEquals(eValueText(Math.log(999_999)), "1.0e6");
  assertEquals(eValueText(Math.log(9.96e-7)), "1.0e-6");
  assertEquals([Infinity, -Infinity].map(eValueText), ["Infinity", "0"]);
});
