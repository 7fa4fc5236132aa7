import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { spendChance } from "../../fixtures/random/chance_for_tests.ts";
import { testSeed } from "../../fixtures/random/random_for_tests.ts";
import { clopperPearson } from "./passed_bound.ts";

/** Draws uniform on (0, 1). */
export type Uniform = () => number;

/** A law of effects in [−1, 1] with a given mean, of each draw given those before it. */
export interface Law {
  readonly name: string;
  /** Starts a new stream of effects. */
  stream(mean: number, uniform: Uniform): () => number;
}

/** A decider as the error checks see it. */
export interface Observer {
  observe(effect: number): string;
}

/** From another generator than the one that claims draw by. */
export function uniformOf(label: string): Uniform {
  const generator = xoroshiro128plus(testSeed(label));
  return () => ((generator.next() >>> 0) + 0.5) / 2 ** 32;
}

/** Normal draws clipped to [−1, 1], by the method of Box and Muller. */
export function normal(mean: number, { sd, uniform }: { sd: number; uniform: Uniform }): number {
  const draw = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return Math.max(-1, Math.min(1, mean + sd * draw));
}

function twoPoint(low: number, high: number, mean: number, uniform: Uniform): () => number {
  const chance = (mean - low) / (high - low);
  return () => uniform() < chance ? high : low;
}

/** Laws that can have any mean in [−0.5, 0.5]. */
export const LAWS: readonly Law[] = [
  { name: "both bounds", stream: (mean, uniform) => twoPoint(-1, 1, mean, uniform) },
  { name: "rare loss", stream: (mean, uniform) => twoPoint(-1, mean + 0.05, mean, uniform) },
  { name: "rare gain", stream: (mean, uniform) => twoPoint(mean - 0.05, 1, mean, uniform) },
  {
    name: "uniform",
    stream: (mean, uniform) => () => mean + (1 - Math.abs(mean)) * (2 * uniform() - 1),
  },
  {
    name: "large steps while behind",
    stream: (mean, uniform) => {
      let sum = 0;
      return () => {
        const step = (sum < 0 ? 1 : 0.1) * (1 - Math.abs(mean)) * (uniform() < 0.5 ? -1 : 1);
        sum += step;
        return mean + step;
      };
    },
  },
];

/** How many of `runs` streams end in the wrong verdict, looked at after each effect. */
export function countWrong(
  decider: () => Observer,
  { law, mean, wrong, runs = 3000, length = 100 }: {
    law: Law;
    mean: number;
    wrong: "verified" | "refuted";
    runs?: number;
    length?: number;
  },
): number {
  const uniform = uniformOf(`${law.name}, mean ${mean}, ${wrong}`);
  let count = 0;
  for (let run = 0; run < runs; run++) {
    const effect = law.stream(mean, uniform);
    const observer = decider();
    let verdict = "undecided";
    for (let t = 0; t < length && verdict === "undecided"; t++) {
      verdict = observer.observe(effect());
    }
    if (verdict === wrong) count++;
  }
  return count;
}

/** Is a chance of at most `rate` compatible with the count? Of a true one the interval's lower end seldom says no. */
export function rateHolds(count: number, runs: number, rate: number): boolean {
  return clopperPearson(count, runs, { level: 1 - 2 * spendChance() })[0] <= rate;
}

/** The middle value, the upper of two. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
