import { assertEquals, assertThrows } from "@std/assert";
import { remembered } from "./remembered.ts";

const SUBJECT = { weigh: "weigh", attend: "attend" };

/** Remembers what is measured of a subject, and counts how often it is. */
function memoryOf(measured: (part: typeof SUBJECT) => unknown = ({ weigh }) => [weigh]) {
  const memory = new Map<number, unknown>();
  let count = 0;
  const ask = (spec: unknown, seed: number, subject = SUBJECT) =>
    remembered(memory, { spec, seed, subject }, (part) => {
      count++;
      return measured(part);
    });
  return { ask, count: () => count };
}

Deno.test("remembered: a replicate is measured once, another seed or another setting anew", () => {
  const { ask, count } = memoryOf();
  const first = ask({ n: 3 }, 5);
  assertEquals(first, ["weigh"]);
  assertEquals([ask({ n: 3 }, 5) === first, count()], [true, 1]);
  ask({ n: 3 }, 6);
  assertEquals(count(), 2);
  // Seeds of 32 bits: those of two strata may be the same.
  ask({ n: 4 }, 5);
  assertEquals(count(), 3);
  ask({ n: 4 }, 5);
  assertEquals(count(), 3);
});

Deno.test("remembered: what was read of a subject is read again, and nothing else", () => {
  const { ask, count } = memoryOf();
  const read: string[] = [];
  const watched = Object.freeze(Object.defineProperties({} as typeof SUBJECT, {
    weigh: { get: () => (read.push("weigh"), "weigh") },
    attend: { get: () => (read.push("attend"), "attend") },
  }));
  ask({}, 1, watched);
  assertEquals([read, count()], [["weigh"], 1]);
  ask({}, 1, watched);
  assertEquals([read, count()], [["weigh", "weigh"], 1]);
});

Deno.test("remembered: what is measured cannot be changed by who looks at it", () => {
  const { ask } = memoryOf(() => ({ curve: [3, 1, 2] }));
  const measured = ask({}, 1) as { curve: number[] };
  assertThrows(() => measured.curve.sort(), TypeError);
});

Deno.test("remembered: what cannot be measured is not kept", () => {
  let fails = true;
  const { ask, count } = memoryOf(() => {
    if (fails) throw new TypeError("no data");
    return 7;
  });
  assertThrows(() => ask({}, 1), TypeError, "no data");
  fails = false;
  assertEquals([ask({}, 1), count()], [7, 2]);
});
