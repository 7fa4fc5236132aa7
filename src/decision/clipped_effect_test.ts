import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest } from "../../fixtures/random/random_for_tests.ts";
import {
  clipEffect,
  effectInterval,
  effectOfUnit,
  isClipped,
  unitOfEffect,
} from "./clipped_effect.ts";

Deno.test("effects from −B to B become numbers from 0 to 1, and others the nearer end", () => {
  const units = [-7, -4, -2, 0, 1, 4, 5].map((effect) => unitOfEffect(effect, 4));
  assertEquals(units, [0, 0, 0.25, 0.5, 0.625, 1, 1]);
  assertEquals([-7, -4, 0, 4, 5].map((effect) => clipEffect(effect, 4)), [-4, -4, 0, 4, 4]);
  assertEquals([-7, -4, 0, 4, 5].map((effect) => isClipped(effect, 4)), [
    true,
    false,
    false,
    false,
    true,
  ]);
});

Deno.test("X comes back as the effect, and an interval end by end", () => {
  assertEquals([0, 0.25, 0.5, 1].map((x) => effectOfUnit(x, 4)), [-4, -2, 0, 4]);
  assertEquals(effectInterval([0.25, 1], 4), [-2, 4]);
});

const EFFECT = fc.double({ noNaN: true, noDefaultInfinity: true });
const BOUND = fc.double({ min: 1e-100, max: 1e100, noNaN: true });

randomTest("X of −D is 1 − X of D to the last bit, as betting on both sides needs", () => {
  assertProperty(fc.property(EFFECT, BOUND, (effect, bound) => {
    const part = clipEffect(effect, bound) / bound;
    assertEquals(unitOfEffect(-effect, bound), (1 - part) / 2);
    assertEquals(part, Math.max(-1, Math.min(1, effect / bound)));
  }));
});
