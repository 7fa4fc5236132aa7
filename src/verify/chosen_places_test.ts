import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { chosenPlaces } from "./chosen_places.ts";

Deno.test("places lie in the run, differ by seed, and are the same again", () => {
  const run = { from: 100, to: 1100, count: 6 };
  const [one, other] = [chosenPlaces(1, run), chosenPlaces(2, run)];
  assertEquals(one, chosenPlaces(1, run));
  assertNotEquals(one, other);
  assert(one.size > 1 && [...one].every((place) => place >= 100 && place < 1100));
  assertEquals(chosenPlaces(1, { from: 5, to: 5, count: 6 }), new Set());
});
