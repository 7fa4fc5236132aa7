/** Two reports held against each other. */

import { isCutOff } from "../cause_of.ts";
import type { Report } from "../schema.ts";
import { plural } from "../text/summary.ts";
import { numberText } from "../text/number.ts";
import type { Change, Severity } from "./change.ts";
import { claimChanges, pairOf, type Runs } from "./claim_changes.ts";
import { effectChanges, FALSE_ALARM } from "./effect_changes.ts";
import { runChanges } from "./run_changes.ts";
import { secondChanges } from "./second_changes.ts";

/** What the comparison of two reports found. */
export interface Comparison {
  /** Name and version of the format. */
  readonly schema: "attest-comparison/1";
  /** The claims that both reports hold. */
  readonly compared: number;
  /** Of these, the claims whose effects could be held against each other. */
  readonly effects: number;
  /** Chance of reporting any effect as moved when none has. */
  readonly falseAlarm: number;
  /** Regressions first, then changes, then notes. */
  readonly changes: readonly Change[];
}

const ORDER: readonly Severity[] = ["regression", "change", "note"];

/**
 * How `head` differs from `base`; `RULES` says what counts as what.
 *
 * @throws {RangeError} If the reports have no claim in common: they are of different suites.
 */
export function compareReports(base: Report, head: Report): Comparison {
  const runs: Runs = { base, head };
  const before = new Map(base.claims.map((claim) => [claim.id, claim]));
  const pairs = head.claims.flatMap((claim) => {
    const was = before.get(claim.id);
    return was === undefined ? [] : [pairOf(was, claim, runs)];
  });
  if (pairs.length === 0) {
    throw new RangeError(
      `reports to compare must have claims in common, got ${idsText(base)} and ${idsText(head)}`,
    );
  }
  // What an interrupted run did not come to is said once, not for every claim.
  const reached = pairs.filter(({ head: entry }) => !(head.run.interrupted && isCutOff(entry)));
  const effects = effectChanges(reached);
  const changes: Change[] = [
    ...runChanges(runs),
    ...reached.flatMap((pair) =>
      claimChanges(pair).map((change) => ({ ...change, claim: pair.head.id }))
    ),
    ...effects.changes,
    ...secondChanges(reached, runs),
  ];
  return {
    schema: "attest-comparison/1",
    compared: pairs.length,
    effects: effects.compared,
    falseAlarm: effects.compared === 0 ? 0 : FALSE_ALARM,
    changes: ORDER.flatMap((wanted) => changes.filter(({ severity }) => severity === wanted)),
  };
}

/** Whether anything got worse. */
export function hasRegressed({ changes }: Comparison): boolean {
  return changes.some(({ severity }) => severity === "regression");
}

/** `2 regressions, 1 change, 0 notes over 79 claims`, and what the effects are worth. */
export function comparisonText(comparison: Comparison): string[] {
  const { compared, effects, falseAlarm, changes } = comparison;
  const counts = ORDER.map((wanted) =>
    plural(changes.filter(({ severity }) => severity === wanted).length, wanted)
  );
  return [
    `${counts.join(", ")} over ${plural(compared, "claim")}`,
    ...(effects === 0 ? [] : [
      `Effects of ${
        plural(effects, "statistical claim")
      } compared: of two runs of one code any is ` +
      `called a regression or a change with chance at most ${numberText(falseAlarm)}.`,
    ]),
  ];
}

function idsText({ claims }: Report): string {
  const ids = claims.slice(0, 3).map(({ id }) => id).join(", ");
  return claims.length > 3 ? `${ids}, …` : ids;
}
