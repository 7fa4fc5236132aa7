/** What is judged is deterministic: parts of it are computed again in another process, which sees another world. */

import type { ClaimFacts } from "../../src/claim/facts.ts";
import type { Guise } from "../judged/guise.ts";
import { type Computed, computedText, type Sample, sampleDifference } from "./samples.ts";

/** Milliseconds since 1970 of two different days. */
const [ONE_DAY, OTHER_DAY] = [Date.UTC(2031, 1, 3, 4, 5, 6), Date.UTC(1999, 11, 31, 23, 59, 58)];

/** The world in which samples are computed again: another clock, and other numbers drawn without a seed. */
export const OTHER_WORLD: Guise = { clock: ONE_DAY, random: 1 };

/** Worlds that differ in one thing from the one in which a sample came out otherwise. */
const WORLDS: readonly [cause: string, guise: Guise][] = [
  // In a process that computes nothing before it.
  ["what the process did before", OTHER_WORLD],
  ["the clock", { ...OTHER_WORLD, clock: OTHER_DAY }],
  ["what Math.random or crypto draws", { ...OTHER_WORLD, random: 2 }],
];

/** Who computes samples again, or says in words why not. */
export interface Repeater {
  readonly unit: ClaimFacts["unit"];
  /** In {@link OTHER_WORLD}. */
  readonly again: (sample: Sample) => Promise<Computed | string>;
  /** In a process of its own. */
  readonly inWorld: (guise: Guise, sample: Sample) => Promise<Computed | string>;
}

/** The first sample that comes out otherwise, and what it depends on; undefined where there is none. */
export async function repeatDifference(
  samples: readonly Sample[],
  repeater: Repeater,
): Promise<string | undefined> {
  for (const sample of samples) {
    const name = nameOf(sample, repeater.unit);
    const again = await repeater.again(sample);
    if (typeof again === "string") return `${name} could not be computed again: ${again}`;
    const difference = sampleDifference(name, computedOf(sample), again);
    if (difference === undefined) continue;
    return `not deterministic: ${difference}; ${await causeText(sample, again, repeater)}`;
  }
  return undefined;
}

/** Worlds that differ in one thing tell which of them it is. */
async function causeText(
  sample: Sample,
  again: Computed,
  { inWorld }: Repeater,
): Promise<string> {
  for (const [cause, guise] of WORLDS) {
    const there = await inWorld(guise, sample);
    if (typeof there === "string" || computedText(there) !== computedText(again)) {
      return `it depends on ${cause}`;
    }
  }
  return "it depends on what the process did before, or on something outside of it";
}

function nameOf(sample: Sample, unit: ClaimFacts["unit"]): string {
  return sample.kind === "counterexample"
    ? "the counterexample"
    : `${unit.slice(0, -1)} ${sample.index + 1}${sample.stratum ? ` of ${sample.stratum}` : ""}`;
}

function computedOf(sample: Sample): Computed {
  if (sample.kind === "number") return sample.computed;
  const { spec, margin } = sample.entry;
  return { spec, cells: [], margin };
}
