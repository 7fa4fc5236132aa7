/** What a run amounts to, in plain sentences. */

import { numberText, percentText } from "./number.ts";
import type { Report } from "../schema.ts";

/** `16 of 19 claims as expected; not as expected: A3, B4`. */
export function totalsText({ claims, run }: Report): string {
  const off = claims.filter(({ ok }) => !ok).map(({ id }) => id);
  const totals = `${claims.length - off.length} of ${plural(claims.length, "claim")} as expected`;
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
export function errorBudgetText({ claims, run: { errorBudget } }: Report): string {
  const statistical = claims.filter(({ unit }) => unit === "replicates").length;
  const shares = claims.filter(({ failsIn }) => typeof failsIn === "number").length;
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

/** `1 claim`, `2 claims`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
