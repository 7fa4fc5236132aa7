import { assertEquals } from "@std/assert";
import { leftText, TimeLeft } from "./time_left.ts";

const EARLIER = new Map([["A1", 10], ["A2", 20], ["A3", 30]]);

Deno.test("time left: at first it is what the claims took before, shared among the processes", () => {
  assertEquals(new TimeLeft(EARLIER.keys(), { earlier: EARLIER, workers: 2 }).seconds([]), 30);
  // Only those of this run.
  assertEquals(new TimeLeft(["A1"], { earlier: EARLIER, workers: 1 }).seconds([]), 10);
});

Deno.test("time left: then by how long they take here, less what is spent on each", () => {
  const left = new TimeLeft(EARLIER.keys(), { earlier: EARLIER, workers: 1 });
  left.spend("A1", 10);
  left.spend("A1", 20);
  left.finish("A1");
  assertEquals(left.seconds([]), 150);
  left.spend("A2", 5);
  assertEquals(left.seconds([["A2", 15]]), 130);
  // Spent again, it is done already.
  left.spend("A1", 1000);
  left.finish("A1");
  assertEquals(left.seconds([]), 145);
});

Deno.test("time left: one that takes longer than it should is over soon, and the others take longer too", () => {
  const left = new TimeLeft(EARLIER.keys(), { earlier: EARLIER, workers: 1 });
  assertEquals(left.seconds([["A1", 40]]), 200);
});

Deno.test("time left: what was never run takes as long as the others, and nothing is said before one is done", () => {
  const left = new TimeLeft(["X1", "X2", "X3"], { earlier: new Map(), workers: 1 });
  assertEquals(left.seconds([["X1", 5]]), undefined);
  left.spend("X1", 4);
  left.finish("X1");
  assertEquals(left.seconds([]), 8);
  left.finish("X2");
  left.finish("X3");
  assertEquals(left.seconds([]), 0);
});

Deno.test("time left: it is told in steps that a reader can follow", () => {
  const texts = [0, 4.9, 5, 12, 54, 55, 61, 3600].map(leftText);
  assertEquals(texts, [
    "a few seconds left",
    "a few seconds left",
    "about 5 s left",
    "about 15 s left",
    "about 55 s left",
    "about 1 min left",
    "about 2 min left",
    "about 1.0 h left",
  ]);
});
