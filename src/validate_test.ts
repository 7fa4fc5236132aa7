import { assertThrows } from "@std/assert";
import {
  requireAtLeast,
  requireCount,
  requireFinite,
  requireFiniteNumber,
  requireLength,
  requirePositive,
} from "./validate.ts";

function assertRefused(call: () => void, message: string): void {
  const { name } = assertThrows(call, RangeError, message);
  if (name !== "RangeError") throw new Error(`got a ${name}`);
}

Deno.test("a count is a whole number from the minimum on", () => {
  requireCount("points", 1);
  requireCount("points", 0, 0);
  requireCount("points", 7, 7);
  const rule = "points must be a whole number of at least";
  assertRefused(() => requireCount("points", 0), `${rule} 1, got 0`);
  assertRefused(() => requireCount("points", 2.5), `${rule} 1, got 2.5`);
  assertRefused(() => requireCount("points", NaN), `${rule} 1, got NaN`);
  assertRefused(() => requireCount("points", Infinity), `${rule} 1, got Infinity`);
  assertRefused(() => requireCount("points", 2, 3), `${rule} 3, got 2`);
});

Deno.test("a number at least the minimum is finite", () => {
  requireAtLeast("noise", 0, 0);
  requireAtLeast("noise", 2.5, 2.5);
  const rule = "noise must be a finite number of at least";
  assertRefused(() => requireAtLeast("noise", -1e-300, 0), `${rule} 0, got -1e-300`);
  assertRefused(() => requireAtLeast("noise", 2, 3), `${rule} 3, got 2`);
  assertRefused(() => requireAtLeast("noise", NaN, 0), `${rule} 0, got NaN`);
  assertRefused(() => requireAtLeast("noise", Infinity, 0), `${rule} 0, got Infinity`);
});

Deno.test("zero is not positive", () => {
  requirePositive("rate", 5e-324);
  const rule = "rate must be a finite number above 0, got";
  assertRefused(() => requirePositive("rate", 0), `${rule} 0`);
  assertRefused(() => requirePositive("rate", -2), `${rule} -2`);
  assertRefused(() => requirePositive("rate", NaN), `${rule} NaN`);
  assertRefused(() => requirePositive("rate", Infinity), `${rule} Infinity`);
});

Deno.test("a finite number may be negative", () => {
  requireFiniteNumber("ξ1", -1e308);
  assertRefused(() => requireFiniteNumber("ξ1", NaN), "ξ1 must be a finite number, got NaN");
  assertRefused(
    () => requireFiniteNumber("ξ1", -Infinity),
    "ξ1 must be a finite number, got -Infinity",
  );
});

Deno.test("the first entry that is not finite is named", () => {
  requireFinite("labels", []);
  requireFinite("labels", Float64Array.of(1, -2));
  assertRefused(
    () => requireFinite("labels", [1, 2, Infinity, NaN]),
    "labels must be finite, got Infinity at index 2",
  );
  assertRefused(() => requireFinite("labels", [NaN]), "labels must be finite, got NaN at index 0");
});

Deno.test("a wrong length comes with the reason for the right one", () => {
  const rule = { length: 3, because: "one per point" };
  requireLength("labels", [1, 2, 3], rule);
  const message = "labels must have 3 entries one per point, got";
  assertRefused(() => requireLength("labels", [1, 2], rule), `${message} 2`);
  assertRefused(() => requireLength("labels", [1, 2, 3, 4], rule), `${message} 4`);
});
