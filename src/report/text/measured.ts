/** What a claim measured, and how its mutants fared, in a few words. */

import { numberText } from "./number.ts";
import type { ReportClaim } from "../schema.ts";
import { decodeNumber } from "../special_numbers.ts";

/**
 * The effect with its interval, or the smallest margin with what it was the margin of.
 *
 * @example A universal claim and one about a mean
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { measuredText } from "./measured.ts";
 *
 * const margin = { margin: 0.25, got: 0.5, wanted: 1, what: "weight", spec: null };
 * assertEquals(measuredText({ margin, effect: null, counterexample: null }), "margin 0.25 (weight)");
 * const effect = { mean: 0.5, lower: 0.4, upper: 0.6, level: 0.95, name: "gain" };
 * assertEquals(measuredText({ margin: null, effect, counterexample: null }), "effect 0.5 [0.4, 0.6] (gain)");
 * ```
 */
export function measuredText(
  { effect, margin, counterexample }: Pick<ReportClaim, "effect" | "margin" | "counterexample">,
): string {
  if (effect) {
    const interval = `[${numberText(effect.lower)}, ${numberText(effect.upper)}]`;
    return `effect ${numberText(effect.mean)} ${interval} (${effect.name})`;
  }
  const shown = counterexample ?? margin;
  return shown ? `margin ${numberText(decodeNumber(shown.margin))} (${shown.what})` : "";
}

/** Mutants killed of all, marked when one survived: `3/3`, `2/3 ✗`. */
export function killedText({ mutants, untried }: Pick<ReportClaim, "mutants" | "untried">): string {
  const killed = mutants.filter(({ killed }) => killed).length;
  return `${killed}/${mutants.length + untried.length}${killed < mutants.length ? " ✗" : ""}`;
}

/** The verdict, marked when it is not the expected one: `refuted (expected)`, `refuted ✗`. */
export function verdictText(
  { verdict, expected }: Pick<ReportClaim, "verdict" | "expected">,
): string {
  if (verdict !== expected) return `${verdict} ✗`;
  return verdict === "refuted" ? "refuted (expected)" : verdict;
}

/** Seconds to two digits at least. */
export function secondsText(seconds: number): string {
  return seconds.toFixed(seconds < 0.995 ? 2 : seconds < 9.95 ? 1 : 0);
}

/** `1 case`, `26 replicates`. */
export function unitText(count: number, unit: ReportClaim["unit"]): string {
  return `${count} ${count === 1 ? unit.slice(0, -1) : unit}`;
}
