import { assertEquals } from "@std/assert";
import { identityMargin, inequalityMargin, type Margin } from "../../decision/margin.ts";
import { excessText, marginText } from "./margin_text.ts";

const told = (margin: Margin) => marginText(margin).replaceAll("\u00a0", " ");
const identity = (difference: number, scale = 0) =>
  told(identityMargin("x", difference, 0, { tolerance: 1e-10, scale }));

Deno.test("margin: of a tolerance the share that is used, at any scale", () => {
  assertEquals(identity(0), "0 % of tolerance 1e-10");
  assertEquals(identity(2e-12), "2 % of tolerance 1e-10");
  assertEquals(identity(8e-12, 3), "2 % of tolerance 1e-10");
  assertEquals(identity(1e-15), "under 0.01 % of tolerance 1e-10");
  // Nearly all is not all.
  assertEquals(identity(9.999e-11), "99.9 % of tolerance 1e-10");
});

Deno.test("margin: an inequality at its edge uses none of it, one within it a share, one with room has a margin", () => {
  const inequality = (smaller: number) =>
    told(inequalityMargin("x", smaller, 0, { tolerance: 1e-9, scale: 0 }));
  assertEquals(inequality(0), "0 % of tolerance 1e-9");
  assertEquals(inequality(5e-10), "50 % of tolerance 1e-9");
  assertEquals(inequality(-0.25), "margin 0.25");
});

Deno.test("margin: what fails is told with how many times the tolerance it is off", () => {
  assertEquals(identity(4e-10), "margin -3e-10, 4 times the tolerance 1e-10");
  assertEquals(excessText(-Infinity, 1e-10), "");
  assertEquals(excessText(-1, 0), "");
});

Deno.test("margin: without a tolerance it is a number, and a count that is met is exact", () => {
  assertEquals(marginText({ margin: 0.25, got: 1, wanted: 2 }), "margin 0.25");
  assertEquals(marginText({ margin: 1, got: 1, wanted: 2 }), "margin 1");
  assertEquals(marginText({ margin: 1, got: 3, wanted: 3 }), "exact");
  assertEquals(marginText({ margin: "-Infinity", got: "NaN", wanted: 0 }), "margin -Infinity");
});
