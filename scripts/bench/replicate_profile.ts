/** Where a replicate's time goes: drawing tasks, losses with their gradients, and the rest. */

import { alternate, type Reading, type Rounds } from "./rounds.ts";
import { type Spread, spreadOf } from "./statistics.ts";
import { type TimedClaims, TOGETHER } from "./timed_claims.ts";

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
  claims: TimedClaims,
  { rounds, milliseconds }: Rounds,
): Promise<ReplicateProfile[]> {
  const longer = { rounds, milliseconds: LONGER * milliseconds };
  const profiles: ReplicateProfile[] = [];
  for (const claim of PROFILED) {
    const parts = (["replicate", "training", "drawing", "descent"] as const)
      .map((part) => [part, claims.part(claim, part)] as const);
    profiles.push({ claim, ...profileOf(await alternate(new Map(parts), longer)) });
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
