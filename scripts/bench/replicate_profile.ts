/** Where a replicate's time goes: drawing tasks, losses with their gradients, and the rest. */

import { referenceSubject } from "../../src/claim/subject.ts";
import { settingsOf, timedClaims, TOGETHER } from "./replicates.ts";
import { alternate, contestant, type Reading, type Rounds } from "./rounds.ts";
import { type Spread, spreadOf } from "./statistics.ts";
import { trainingsOf } from "./trainings.ts";

/** The claims that are profiled: pretraining of either paper. */
const PROFILED = ["B12", "A11.time"];

/** Times the milliseconds of a round: differences of times need the fastest of several runs, and a run is long. */
const LONGER = 6;

/** Parts of a replicate of one claim; shares are taken within a round, by the processor's time. */
export interface ReplicateProfile {
  readonly claim: string;
  readonly milliseconds: Spread;
  readonly shares: {
    /** Tasks of all steps. */
    readonly drawing: Spread;
    /** Losses and gradients of all steps. */
    readonly descent: Spread;
    /** What else a training does. */
    readonly training: Spread;
    /** Before and after the training: its effect is measured. */
    readonly outside: Spread;
  };
}

/** The profile of each claim. */
export async function profileReplicates(
  { rounds, milliseconds }: Rounds,
): Promise<ReplicateProfile[]> {
  const claims = (await timedClaims()).filter(({ id }) => PROFILED.includes(id));
  const profiles: ReplicateProfile[] = [];
  for (const claim of claims) {
    const settings = settingsOf(claim);
    const trainings = settings.flatMap((drawn) => trainingsOf(claim, drawn));
    const all = new Map<string, () => unknown>([
      ["replicate", () => {
        for (const { setting, seed } of settings) claim.replicate(setting, seed, referenceSubject);
      }],
      ["training", () => trainings.forEach(({ whole }) => whole())],
      ["drawing", () => trainings.forEach(({ drawing }) => drawing())],
      ["descent", () => trainings.forEach(({ descent }) => descent())],
    ]);
    const contestants = new Map([...all].map(([name, run]) => [name, contestant(run)]));
    const longer = { rounds, milliseconds: LONGER * milliseconds };
    profiles.push({ claim: claim.id, ...profileOf(await alternate(contestants, longer)) });
  }
  return profiles;
}

/** What the rounds say; the replicate and each part are of {@link TOGETHER} settings. */
export function profileOf(
  readings: ReadonlyMap<string, readonly Reading[]>,
): Omit<ReplicateProfile, "claim"> {
  const cpu = (name: string) => readings.get(name)!.map((reading) => reading.cpu);
  const whole = cpu("replicate");
  const [training, drawing, descent] = ["training", "drawing", "descent"].map(cpu);
  const share = (part: (round: number) => number) =>
    spreadOf(whole.map((time, round) => part(round) / time));
  return {
    milliseconds: spreadOf(whole.map((time) => time / 1000 / TOGETHER)),
    shares: {
      drawing: share((i) => drawing[i]),
      descent: share((i) => descent[i]),
      training: share((i) => training[i] - drawing[i] - descent[i]),
      outside: share((i) => whole[i] - training[i]),
    },
  };
}
