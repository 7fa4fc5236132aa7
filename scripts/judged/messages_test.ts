import { assert, assertEquals } from "@std/assert";
import { isNote, type Message, messageSchema } from "./messages.ts";

const MARGIN = { margin: -Infinity, got: NaN, wanted: 0, what: "x" };
const CASE = { spec: { x: 1 }, cells: [0], margin: MARGIN, seconds: 0.1 };
const BLOCK = {
  ...{ kind: "block", done: 1, effects: [NaN], settings: [{ spec: 1, cells: [] }] },
  ...{ read: ["weigh"], seconds: 1 },
};

const RIGHT: readonly object[] = [
  { kind: "cases", cases: [CASE] },
  { kind: "shrunk", spec: 1, margin: MARGIN },
  { kind: "ran", read: [], seconds: 0 },
  BLOCK,
  { kind: "repeated", spec: 1, cells: [], effect: 1 },
  { kind: "checked", margin: MARGIN },
  { kind: "refused", cause: "crashed", reason: "crashed: Error: no" },
];

/** Each with one thing that no answer has. */
const WRONG: readonly object[] = [
  { kind: "verified" },
  { kind: "done", outcome: { verdict: "verified", cases: 1000 } },
  { kind: "cases", cases: [{ ...CASE, margin: { ...MARGIN, margin: "1" } }] },
  { kind: "cases", cases: [{ ...CASE, margin: { margin: 1 } }] },
  { kind: "cases", cases: [{ ...CASE, margin: { ...MARGIN, holds: true } }] },
  { kind: "cases", cases: [{ ...CASE, cells: [-1] }] },
  { kind: "cases", cases: [{ ...CASE, cells: [0.5] }] },
  { kind: "cases", cases: [{ ...CASE, seconds: -1 }] },
  { kind: "cases", cases: [{ ...CASE, verdict: "verified" }] },
  { kind: "cases", cases: [CASE], more: 1 },
  { kind: "shrunk", spec: 1 },
  { kind: "ran", read: [], seconds: 0, outcome: { verdict: "verified" } },
  { kind: "ran", seconds: 0 },
  { ...BLOCK, done: -1 },
  { ...BLOCK, done: 0.5 },
  { ...BLOCK, effects: ["1"] },
  { ...BLOCK, settings: [{ spec: 1 }] },
  { ...BLOCK, read: undefined },
  { ...BLOCK, verdict: "verified" },
  { kind: "repeated", spec: 1 },
  { kind: "refused" },
  { kind: "refused", reason: "crashed" },
  // A claim that broke is not one that the run did not come to.
  { kind: "refused", cause: "not reached", reason: "crashed: Error: no" },
  { kind: "memory", bytes: -1 },
];

Deno.test("messages: what the process of a claim answers is taken", () => {
  for (const message of RIGHT) {
    assert(messageSchema.safeParse(message).success, JSON.stringify(message));
  }
});

Deno.test("messages: anything else is no answer", () => {
  assertEquals(WRONG.filter((message) => messageSchema.safeParse(message).success), []);
});

Deno.test("messages: cases and smaller ones go on, everything else is the end", () => {
  assertEquals(RIGHT.filter((message) => isNote(message as Message)), RIGHT.slice(0, 2));
});
