/**
 * The sentences that say why a claim is undecided, each with its cause.
 *
 * All of them are made here, and nothing looks into them, so that they can be reworded freely.
 */

import type { Cause, Obstacle } from "./cause.ts";

/** An interrupted run did not come to the claim. */
export const NOT_REACHED: Obstacle = {
  cause: "not reached",
  reason: "interrupted before it began",
};

/** A stop came before the first replicate. */
export const INTERRUPTED: Obstacle = { cause: "interrupted", reason: "interrupted" };

/** A stop came after so much: "12 of 1000 cases". */
export function interruptedAfter(done: string): Obstacle {
  return { cause: "interrupted", reason: `interrupted after ${done}` };
}

/** Another shard of the run ended before it came to the stratum. */
export const ENDED_BEFORE: Obstacle = { cause: "incomplete", reason: "a shard ended before it" };

/** "shards 2 and 4 of 4 are missing". */
export function shardsMissing(missing: readonly number[], of: number): Obstacle {
  const reason = missing.length === 1
    ? `shard ${missing[0]} of ${of} is missing`
    : `shards ${missing.slice(0, -1).join(", ")} and ${missing.at(-1)} of ${of} are missing`;
  return { cause: "incomplete", reason };
}

/** Fewer cases came than were asked for. */
export function casesMissing(cases: number, of: number): Obstacle {
  return { cause: "incomplete", reason: `${cases} of ${of} cases were run` };
}

/** A claim that is not decided within its time. */
export function late(seconds: number): Obstacle {
  return { cause: "late", reason: `it was not decided in ${seconds} s` };
}

/** Replicates that did not decide. */
export function budgetSpent(replicates: number): Obstacle {
  return { cause: "budget spent", reason: `${replicates} replicates did not decide` };
}

/** "3 of 1000 cases fail, which does not show that 5 % of them do". */
export function shareNotShown(
  { failing, cases }: { readonly failing: number; readonly cases: number },
  failsIn: number,
): Obstacle {
  const percent = Number((100 * failsIn).toPrecision(3));
  const reason =
    `${failing} of ${cases} cases fail, which does not show that ${percent} % of them do`;
  return { cause: "budget spent", reason };
}

/** Strata that an undecided claim names at most. */
const NAMED = 4;

/** "undecided in dimension = 2 (400 replicates)". */
export function strataOpen(
  open: readonly { readonly name: string; readonly replicates: number }[],
): Obstacle {
  const named = open.slice(0, NAMED).map(({ name, replicates }) =>
    `${name} (${replicates} replicates)`
  );
  const more = open.length > NAMED ? ` and ${open.length - NAMED} more` : "";
  return { cause: "budget spent", reason: `undecided in ${named.join("; ")}${more}` };
}

/** The obstacle of one stratum is that of the whole claim. */
export function inStratum({ cause, reason }: Obstacle, stratum: string): Obstacle {
  return { cause, reason: `${reason} (in ${stratum})` };
}

/** Parts of the regime that the cases hardly reach. */
export function regimeNotReached(
  missed: readonly { readonly name: string; readonly cases: number }[],
  cases: number,
): Obstacle {
  const names = missed.map(({ name, cases: hits }) => `${name} (${hits} of ${cases} cases)`);
  return {
    cause: "regime not reached",
    reason: `the generator hardly reaches ${names.join(", ")}`,
  };
}

/** A case outside the regime, and what is outside in it. */
export function regimeLeft(outside: string): Obstacle {
  return { cause: "regime left", reason: `the generator left the regime: ${outside}` };
}

/** Needs that were never read. */
export function needsNotRead(unread: readonly string[]): Obstacle {
  return {
    cause: "needs not read",
    reason: `it never read ${unread.join(", ")}, which its needs name`,
  };
}

/** A subject that lacks what the claim needs. */
export function notApplicable(subject: string, missing: readonly string[]): Obstacle {
  return {
    cause: "not applicable",
    reason: `not applicable: ${subject} lacks ${missing.join(", ")}`,
  };
}

/** A kept case that cannot be replayed. */
export function staleCase(file: string, why: string): Obstacle {
  return { cause: "stale", reason: `${file} is stale: ${why}` };
}

/** A kept case that does not fail any more. */
export function keptCaseHolds(file: string): Obstacle {
  return {
    cause: "kept case holds",
    reason: `the case of ${file} holds now, and was kept as one that fails`,
  };
}

/** A user's model does not offer what the claim is about. */
export function notOffered(missing: readonly string[]): Obstacle {
  return { cause: "not applicable", reason: `not applicable: needs ${missing.join(", ")}` };
}

/** A case, as "case 7", whose margin shows nothing. */
export function notFinite(what: string, margin: number): Obstacle {
  return { cause: "not finite", reason: `${what} has the margin ${margin}, which refutes nothing` };
}

/** What came out otherwise in another process, in a sentence. */
export function notDeterministic(reason: string): Obstacle {
  return { cause: "not deterministic", reason };
}

/** Something that broke, "replicate 3" or a process, and of what. */
export function crashed(of: string, what?: string): Obstacle {
  return { cause: "crashed", reason: `${what === undefined ? "" : `${what} `}crashed: ${of}` };
}

/** What broke, in a sentence of its own. */
export function broke(reason: string): Obstacle {
  return { cause: "crashed", reason };
}

/** Why an outcome that is undecided is so. */
export function obstacleOf(
  { cause = "crashed", reason = "undecided" }: {
    readonly cause?: Cause;
    readonly reason?: string;
  },
): Obstacle {
  return { cause, reason };
}
