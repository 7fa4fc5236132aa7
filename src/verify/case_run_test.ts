import { assert, assertEquals, assertThrows } from "@std/assert";
import { CaseRun, type RunCase } from "./case_run.ts";
import { chosenPlaces } from "./chosen_places.ts";
import { broke } from "./obstacle.ts";

const FACTS = {
  needs: [],
  bounds: { x: { from: 0, to: 9 } },
  cells: [{ name: "odd", atLeast: 0.1 }],
};

/** A case with this margin; odd ones fall into the only cell. */
function caseOf(x: number, margin: number): RunCase {
  return { spec: { x }, cells: x % 2 === 1 ? [0] : [], margin: marginOf(x, margin) };
}

function marginOf(got: number, margin: number) {
  return { margin, got, wanted: got + margin, what: "x" };
}

function runOf(limit: number, shard = { index: 1, of: 1 }): CaseRun {
  return new CaseRun(FACTS, { limit, shard });
}

Deno.test("cases: all that were asked for verify, with the closest and the cells", () => {
  const run = runOf(4);
  for (const [i, x] of [0, 9, 3, 9].entries()) run.take(caseOf(x, [3, 1, 2, 1][i]));
  const { verdict, cases, closest, cells } = run.outcome();
  assertEquals([verdict, cases, closest], ["verified", 4, {
    spec: { x: 9 },
    margin: marginOf(9, 1),
  }]);
  assertEquals(cells?.map(({ name, cases }) => [name, cases]), [
    ["x = 0", 1],
    ["x = 9", 2],
    ["odd", 3],
  ]);
});

Deno.test("cases: fewer than were asked for verify nothing, whatever ended them", () => {
  const run = runOf(3);
  run.take(caseOf(0, 1));
  run.take(caseOf(9, 1));
  assertEquals(run.outcome().reason, "2 of 3 cases were run");
  assertEquals(run.outcome(broke("the generator crashed")).reason, "the generator crashed");
  assertEquals(run.interrupted().reason, "interrupted after 2 of 3 cases");
  run.take(caseOf(9, 1));
  assertEquals(run.outcome().verdict, "verified");
  assertEquals(run.outcome(broke("the generator crashed")).verdict, "undecided");
  assertEquals(run.interrupted().verdict, "verified");
});

Deno.test("cases: a margin below zero refutes, and so does one that is no number", () => {
  for (const margin of [-1e-300, -Infinity, NaN]) {
    const run = runOf(3);
    run.take(caseOf(0, margin));
    assert(run.isOver);
    const { verdict, counterexample, closest } = run.outcome();
    assertEquals([verdict, counterexample?.spec], ["refuted", { x: 0 }]);
    assertEquals(closest, { spec: { x: 0 }, margin: marginOf(0, margin) });
    assertThrows(() => run.take(caseOf(9, 1)), RangeError, "takes no more");
  }
});

Deno.test("cases: one more than was asked for is refused", () => {
  const run = runOf(1);
  run.take(caseOf(0, 1));
  assertThrows(() => run.take(caseOf(9, -1)), RangeError, "a run of 1 cases takes no more");
  assertThrows(() => runOf(0).take(caseOf(9, 1)), RangeError);
});

Deno.test("cases: a smaller one counts if it fails by half the first failing margin", () => {
  const run = runOf(3);
  assert(!run.shrink({ spec: { x: 1 }, margin: marginOf(1, -9) }), "before anything failed");
  run.take(caseOf(9, -4));
  assert(!run.shrink({ spec: { x: 1 }, margin: marginOf(1, -1.99) }));
  assert(run.shrink({ spec: { x: 2 }, margin: marginOf(2, -2) }));
  assert(!run.shrink({ spec: { x: 3 }, margin: marginOf(3, NaN) }));
  assertEquals(run.outcome().counterexample?.spec, { x: 2 });
  assertEquals(run.outcome().closest?.spec, { x: 9 });
});

Deno.test("cases: a crash, or a spec outside the regime, decides nothing and says where", () => {
  const crashed = new CaseRun(FACTS, { limit: 9, shard: { index: 2, of: 3 } });
  crashed.take(caseOf(0, 1));
  crashed.take({ spec: { x: 1 }, cells: [], crash: "Error: x" });
  assertEquals(crashed.outcome().reason, "case 5 crashed: Error: x");
  const outside = runOf(3);
  outside.take({ spec: { x: 10 }, cells: [], margin: marginOf(10, -1) });
  const { verdict, cases, reason } = outside.outcome();
  assertEquals([verdict, cases], ["undecided", 0]);
  assertEquals(reason, "the generator left the regime: x must be in [0, 9], got 10");
});

Deno.test("cases: another shard may reach what this one missed, a whole run may not miss it", () => {
  const cases = Array.from({ length: 2000 }, () => caseOf(4, 1));
  const whole = runOf(2000);
  for (const taken of cases) whole.take(taken);
  assertEquals(whole.outcome().verdict, "undecided");
  const half = runOf(4000, { index: 1, of: 2 });
  for (const taken of cases) half.take(taken);
  assertEquals(half.outcome().verdict, "verified");
});

Deno.test("cases: the ends are the first, the last and those between that the seed chooses", () => {
  const long = new CaseRun(FACTS, { limit: 4000, shard: { index: 2, of: 2 }, seed: 7 });
  for (let i = 0; i < 2000; i++) long.take(caseOf(i % 6, 1));
  const numbers = long.ends.map(({ index }) => index);
  assertEquals([numbers[0], numbers.at(-1)], [2000, 3999]);
  assertEquals(new Set(numbers.slice(1, -1)), chosenPlaces(7, { from: 2000, to: 4000, count: 6 }));
  const run = runOf(9, { index: 2, of: 3 });
  assertEquals(run.ends, []);
  run.take(caseOf(0, 1));
  assertEquals(run.ends.map(({ index, spec }) => [index, spec]), [[3, { x: 0 }]]);
  run.take(caseOf(5, 1));
  run.take(caseOf(9, 1));
  const ends = run.ends.map(({ index, spec }) => [index, spec]);
  assertEquals([ends[0], ends.at(-1)], [[3, { x: 0 }], [5, { x: 9 }]]);
});

Deno.test("cases: a pass must have read what its claim names as needed", () => {
  const run = new CaseRun({ needs: ["weigh"] }, { limit: 1 });
  run.take(caseOf(0, 1));
  assertEquals(run.outcome().reason, "it never read weigh, which its needs name");
  run.noteReads(["weigh"]);
  assertEquals(run.outcome().verdict, "verified");
});

Deno.test("cases: of a claim that is to be refuted no margin that is not finite counts", () => {
  const run = new CaseRun({ needs: [], failsIn: 0.1 }, { limit: 9 });
  run.take(caseOf(9, -4));
  assert(!run.shrink({ spec: { x: 1 }, margin: marginOf(1, -Infinity) }));
  assert(run.shrink({ spec: { x: 2 }, margin: marginOf(2, -3) }));
  run.take(caseOf(3, -Infinity));
  assertEquals(run.outcome().reason, "case 2 has the margin -Infinity, which refutes nothing");
});
