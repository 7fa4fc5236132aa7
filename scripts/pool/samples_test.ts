import { assertEquals, assertMatch } from "@std/assert";
import { type Computed, type Sample, sampleDifference } from "./samples.ts";
import { OTHER_WORLD, repeatDifference, type Repeater } from "./repeat.ts";
import type { Guise } from "../judged/guise.ts";

const MARGIN = { margin: 1, got: 4, wanted: 5, what: "x" };
const ONE: Computed = { spec: { x: 4 }, cells: [0], margin: MARGIN };

const OTHERS: Readonly<Record<string, Computed>> = {
  "the spec": { ...ONE, spec: { x: 5 } },
  "the sign of a zero": { ...ONE, spec: { x: 4, y: -0 } },
  "the cells": { ...ONE, cells: [] },
  "the margin": { ...ONE, margin: { ...MARGIN, margin: 1 + 2 ** -52 } },
  "what was got": { ...ONE, margin: { ...MARGIN, got: 3 } },
  "what was wanted": { ...ONE, margin: { ...MARGIN, wanted: 6 } },
  "what it is of": { ...ONE, margin: { ...MARGIN, what: "y" } },
  "a crash": { spec: { x: 4 }, cells: [0], crash: "Error: x" },
  "an effect": { ...ONE, effect: 1 },
};

for (const [name, other] of Object.entries(OTHERS)) {
  Deno.test(`samples: ${name} tells one from the other, to the bit`, () => {
    assertMatch(
      sampleDifference("case 1", ONE, other)!,
      /^case 1 came out as .* and, computed again in another process, as .*$/,
    );
    assertEquals(sampleDifference("case 1", other, structuredClone(other)), undefined);
  });
}

Deno.test("samples: one crash is not another", () => {
  const [one, other] = ["Error: x", "Error: y"].map((crash) => ({ spec: 1, cells: [], crash }));
  assertEquals(
    sampleDifference("case 1", one, other),
    'case 1 came out as "Error: x" and, computed again in another process, as "Error: y"',
  );
});

const SAMPLES: readonly Sample[] = [8, 0].map((index) => ({
  kind: "number",
  index,
  computed: ONE,
}));

/** Computes again what `again` says, and in worlds of their own what `inWorld` says. */
function repeater(
  again: (sample: Sample) => Computed | string,
  inWorld: (guise: Guise) => Computed | string = () => ONE,
): Repeater {
  return {
    unit: "cases",
    again: (sample) => Promise.resolve(again(sample)),
    inWorld: (guise) => Promise.resolve(inWorld(guise)),
  };
}

Deno.test("repeated: every sample is compared, and all must be the same", async () => {
  assertEquals(await repeatDifference(SAMPLES, repeater(() => ONE)), undefined);
  for (const odd of [0, 8]) {
    const again = (sample: Sample) =>
      sample.kind === "number" && sample.index === odd ? OTHERS["the spec"] : ONE;
    assertMatch(
      (await repeatDifference(SAMPLES, repeater(again, () => OTHERS["the spec"])))!,
      new RegExp(
        `^not deterministic: case ${odd + 1} came out as .* or on something outside of it$`,
      ),
    );
  }
});

Deno.test("repeated: a sample that cannot be had again is not the same", async () => {
  assertEquals(
    await repeatDifference(SAMPLES, repeater(() => "its process ended")),
    "case 9 could not be computed again: its process ended",
  );
});

Deno.test("repeated: a counterexample is held to its margin", async () => {
  const entry = { spec: { x: 6 }, margin: { ...MARGIN, margin: -1 } };
  const sample: Sample = { kind: "counterexample", entry };
  const same = { ...entry, cells: [] };
  assertEquals(await repeatDifference([sample], repeater(() => same)), undefined);
  const other = { ...same, margin: { ...MARGIN, margin: -2 } };
  assertMatch(
    (await repeatDifference([sample], repeater(() => other, () => other)))!,
    /^not deterministic: the counterexample came out as -1 and, .* as -2/,
  );
});

Deno.test("repeated: the one thing that two worlds differ in is named", async () => {
  const other = OTHERS["the margin"];
  for (
    const [key, cause] of [
      ["clock", "it depends on the clock"],
      ["random", "it depends on what Math.random or crypto draws"],
    ] as const
  ) {
    const inWorld = (guise: Guise) => guise[key] === OTHER_WORLD[key] ? other : ONE;
    const difference = await repeatDifference(SAMPLES, repeater(() => other, inWorld));
    assertEquals(difference?.split("; ").at(-1), cause);
  }
});
