/** What a run amounts to, in plain sentences. */

import { numberText, percentText } from "./number.ts";
import { isNotApplicable, isOff } from "../conclusion.ts";
import type { Report } from "../schema.ts";

/** `16 of 19 claims as expected, 60 not applicable; not as expected: A3, B4`. */
export function totalsText({ claims, run }: Report): string {
  const off = claims.filter((claim) => isOff(claim, run)).map(({ id }) => id);
  const apart = claims.filter((claim) => isNotApplicable(claim, run)).length;
  const put = claims.length - apart;
  const totals = `${put - off.length} of ${plural(put, "claim")} as expected` +
    (apart === 0 ? "" : `, ${apart} not applicable`);
  const stopped = run.interrupted ? "interrupted: " : "";
  return stopped + (off.length === 0 ? totals : `${totals}; not as expected: ${off.join(", ")}`);
}

/** Which shards of a sharded run are there, and what to do; empty for a whole one. */
export function shardsText({ run: { shards: { of, run } } }: Report): string {
  if (run.length === of) return "";
  return `${plural(run.length, "shard")} of ${of} (${
    run.join(", ")
  }): a claim is decided once all are ` +
    "there, by `attest merge`.";
}

/** The chance of any wrong verdict, and where it comes from. */
export function errorBudgetText({ claims, run }: Report): string {
  const { errorBudget } = run;
  const applied = claims.filter((claim) => !isNotApplicable(claim, run));
  const statistical = applied.filter(({ unit }) => unit === "replicates").length;
  const shares = applied.filter(({ failsIn }) => typeof failsIn === "number").length;
  if (statistical + shares === 0) return "No claim of this run is decided by statistics.";
  const over = [
    ...(statistical > 0 ? [plural(statistical, "statistical claim")] : []),
    ...(shares > 0 ? [plural(shares, "false sentence")] : []),
  ].join(" and ");
  return `Chance of any false green at most ${
    numberText(errorBudget.falseGreen)
  }, of any false red ` +
    `at most ${numberText(errorBudget.falseRed)}, over ${over}, ` +
    `whenever the run stopped.`;
}

/** What a pass of a universal claim means; empty when there was none. */
export function passBoundText({ run: { passBound } }: Report): string {
  if (passBound === null) return "";
  const { cases, level, failingMass } = passBound;
  return `A verified universal claim held in each of at least ${cases} generated cases: with ` +
    `${percentText(level)} confidence fewer than ${percentText(failingMass)} of such cases fail.`;
}

/**
 * What a run on a user's model was, and which claims it leaves out and why; empty for one on the reference.
 *
 * The claims' power was shown elsewhere: there their mutants and rivals are run.
 */
export function givenTexts({ claims, run }: Report): string[] {
  const { given } = run;
  if (given === undefined) return [];
  const apart = claims.filter((claim) => isNotApplicable(claim, run));
  const byReason = Map.groupBy(apart, ({ reason }) => reason ?? "not applicable");
  return [
    `Subject: ${run.subject} (${given.kind}, ${given.precision}), which offers ${
      given.operations.join(", ")
    }${
      given.options ? ` with ${given.options.join(", ")}` : ""
    }. Mutants and rivals are not run on it: that the claims refute those is shown by attest's own runs.`,
    ...(given.precision === "float64" ? [] : [
      `It computes in ${given.precision}, and is held to the tolerances of float64: rounding alone may refute it.`,
    ]),
    ...[...byReason].toSorted(([, a], [, b]) => b.length - a.length).map(([reason, own]) =>
      `${plural(own.length, "claim")} ${reason}: ${own.map(({ id }) => id).join(", ")}.`
    ),
  ];
}

/** `1 claim`, `2 claims`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
