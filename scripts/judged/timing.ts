/** How long a claim takes on the reference model, by the clocks of its process. */

import fc from "fast-check";
import type { Claim, StatisticalClaim } from "../../src/claim/claim.ts";
import { referenceSubject } from "../../src/attention/reference_subject.ts";
import { hashSeed } from "../../src/prng.ts";
import { anySettingOf } from "../../src/verify/replicate_block.ts";
import type { Question } from "./messages.ts";
import { fastest, meanOf, type Reading, worthTiming } from "./stopwatch.ts";
import { trainingsOf } from "./trainings.ts";

type Asked<Kind extends Question["kind"]> = Extract<Question, { kind: Kind }>;

/** Cases drawn at once. */
const DRAWN = 10;

/** The fastest of the runs that fit: all replicates of these seeds, or one part of all their trainings. */
export function timePart(claim: StatisticalClaim, { part, seeds, milliseconds }: Asked<"time">) {
  const settings = seeds.map((seed) => ({ setting: anySettingOf(claim, seed), seed }));
  if (part === "replicate") {
    return read(() => {
      for (const { setting, seed } of settings) claim.replicate(setting, seed, referenceSubject);
    }, milliseconds);
  }
  const trainings = settings.flatMap((drawn) => trainingsOf(claim, drawn));
  return read(() => trainings.forEach((training) => training[part]()), milliseconds);
}

function read(run: () => unknown, milliseconds: number): Reading {
  return fastest(run, milliseconds, worthTiming(run));
}

/** The mean time of one case or replicate, over as many as fit, the first of which is number `from`. */
export function meanTime(claim: Claim, { from, milliseconds }: Asked<"rate">) {
  let index = from;
  if (claim.unit === "replicates") {
    return meanOf(() => {
      const seed = hashSeed("bench", claim.id, index++);
      claim.replicate(anySettingOf(claim, seed), seed, referenceSubject);
      return 1;
    }, milliseconds);
  }
  return meanOf(() => {
    const seed = hashSeed("bench", claim.id, index);
    index += DRAWN;
    const specs = fc.sample(claim.generator, { seed, numRuns: DRAWN });
    for (const spec of specs) claim.check(spec, referenceSubject);
    return specs.length;
  }, milliseconds);
}
