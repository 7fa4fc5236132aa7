/** What a claim measured, and how its mutants fared, in a few words. */

import { marginText } from "./margin_text.ts";
import { numberText } from "./number.ts";
import type { ReportClaim } from "../schema.ts";

/** What a claim measured. */
type Measured =
  & Pick<ReportClaim, "effect" | "margin" | "counterexample" | "failsIn" | "failing" | "strata">
  & Parameters<typeof clippedText>[0];

/**
 * The effect with its interval, or the smallest margin with what it was the margin of.
 *
 * @example A universal claim and one about a mean
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { measuredText } from "./measured.ts";
 *
 * const margin = { margin: 0.25, got: 0.5, wanted: 1, what: "weight", spec: null };
 * const smallest = { margin, effect: null, counterexample: null, rule: null, cases: 20 };
 * assertEquals(measuredText(smallest), "margin 0.25 (weight)");
 * const effect = { mean: 0.5, lower: 0.4, upper: 0.6, level: 0.95, name: "gain" };
 * const mean = { margin: null, effect, counterexample: null, rule: null, cases: 20 };
 * assertEquals(measuredText(mean), "effect 0.5 [0.4, 0.6] (gain)");
 * ```
 */
export function measuredText(claim: Measured): string {
  const { effect, margin, counterexample } = claim;
  if (effect) {
    const interval = `[${numberText(effect.lower)}, ${numberText(effect.upper)}]`;
    const text = `effect ${numberText(effect.mean)} ${interval} (${effect.name})`;
    return [text, weakestText(claim), clippedText(claim)].filter(Boolean).join("; ");
  }
  const shown = counterexample ?? margin;
  if (!shown) return "";
  const text = `${marginText(shown)} (${shown.what})`;
  return [text, failingText(claim)].filter(Boolean).join("; ");
}

/** Whose figures those of a claim with strata are: "the weakest of 4 strata"; empty for a claim without. */
export function weakestText({ strata }: Pick<ReportClaim, "strata">): string {
  return strata ? `the weakest of ${strata.length} strata` : "";
}

/**
 * What the clipping of effects makes of their mean; empty when none was clipped.
 *
 * @example Most effects are beyond the bound
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { clippedText } from "./measured.ts";
 *
 * const rule = { bound: 0.3, smallestEffect: 0.1, within: null };
 * assertEquals(
 *   clippedText({ clipped: 14, cases: 18, rule }),
 *   "14 of 18 effects clipped to ±0.3: the interval is of the clipped mean",
 * );
 * ```
 */
export function clippedText(
  { clipped, cases, rule, streams }:
    & Pick<ReportClaim, "clipped" | "cases" | "rule">
    & Partial<Pick<ReportClaim, "streams">>,
): string {
  if (!clipped || rule === null) return "";
  // Of a claim with strata the effects are those of one, and the cases those of all.
  const effects = streams?.reduce((sum, part) => sum + part.length, 0) ?? cases;
  return `${clipped} of ${effects} effects clipped to ±${numberText(rule.bound)}: ` +
    "the interval is of the clipped mean";
}

/**
 * In how many cases a claim fails that is to be refuted, and the share that it says; empty for other claims.
 *
 * @example A claim that fails in a third of its cases
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { failingText } from "./measured.ts";
 *
 * const text = failingText({ failing: 85, cases: 250, failsIn: 0.2 });
 * assertEquals(text, "85 of 250 cases fail (claimed: at least 20 %)");
 * ```
 */
export function failingText(
  { failing, cases, failsIn }: Pick<ReportClaim, "failing" | "cases" | "failsIn">,
): string {
  if (typeof failing !== "number" || typeof failsIn !== "number") return "";
  return `${failing} of ${cases} cases fail (claimed: at least ${numberText(100 * failsIn)} %)`;
}

/** Mutants killed of all, marked when one survived: `3/3`, `2/3 ✗`; what was not tried counts here. */
export function killedText({ mutants, untried }: Pick<ReportClaim, "mutants" | "untried">): string {
  return countText([...mutants, ...untried].filter(({ rival }) => !rival));
}

/** Rivals refuted of all, counted in the same way; empty where there is none. */
export function rivalsText({ mutants, untried }: Pick<ReportClaim, "mutants" | "untried">): string {
  const rivals = [...mutants, ...untried].filter(({ rival }) => rival);
  return rivals.length === 0 ? "" : countText(rivals);
}

/** What may have been tried: what was not does not say whether it is killed. */
interface Tried {
  readonly rival?: true | undefined;
  readonly killed?: boolean;
}

function countText(opponents: readonly Tried[]): string {
  const killed = opponents.filter(({ killed }) => killed).length;
  return `${killed}/${opponents.length}${opponents.some(isSurvivor) ? " ✗" : ""}`;
}

/** Whether an opponent was tried, and not refuted. */
export function isSurvivor({ killed }: Tried): boolean {
  return killed === false;
}

/** "mutant no-softmax", "rival without n". */
export function opponentText(
  { name, rival }: { readonly name: string; readonly rival?: true | undefined },
): string {
  return `${rival ? "rival" : "mutant"} ${name}`;
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
