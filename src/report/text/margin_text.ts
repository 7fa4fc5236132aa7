/** A margin as a reader wants it: of a tolerance, the share that is used. */

import { decodeNumber, type ReportNumber } from "../special_numbers.ts";
import { numberText, percentText } from "./number.ts";

/** What is told of a margin. */
export interface ToldMargin {
  readonly margin: ReportNumber;
  readonly got: ReportNumber;
  readonly wanted: ReportNumber;
  readonly tolerance?: number | undefined;
}

/**
 * How far a case is from breaking its rule.
 *
 * The margin of an identity is its tolerance less what was used of it, so that 9.98e-11 of 1e-10 is nearly all that
 * there is to have: it reads as if it had just passed, and the share says what is meant.
 *
 * @example An identity up to rounding, an inequality with room, a count, and a failure
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { marginText } from "./margin_text.ts";
 *
 * const rule = { got: 0.5, wanted: 1 };
 * assertEquals(marginText({ ...rule, margin: 0.98e-10, tolerance: 1e-10 }), "2\u00a0% of tolerance 1e-10");
 * assertEquals(marginText({ ...rule, margin: 0.25, tolerance: 1e-9 }), "margin 0.25");
 * assertEquals(marginText({ got: 1, wanted: 1, margin: 1 }), "exact");
 * assertEquals(
 *   marginText({ ...rule, margin: -3e-10, tolerance: 1e-10 }),
 *   "margin -3e-10, 4 times the tolerance 1e-10",
 * );
 * ```
 */
export function marginText(told: ToldMargin): string {
  const { got, wanted, tolerance = 0 } = told;
  const margin = decodeNumber(told.margin);
  if (tolerance > 0 && margin >= 0 && margin <= tolerance) {
    return `${usedText(1 - margin / tolerance)} of tolerance ${numberText(tolerance)}`;
  }
  if (margin === 1 && got === wanted) return "exact";
  return `margin ${numberText(margin)}${excessText(margin, tolerance)}`;
}

/** ", 4 times the tolerance 1e-10" of a margin below 0; empty where there is none, or it is no number. */
export function excessText(margin: number, tolerance = 0): string {
  if (!(tolerance > 0 && margin < 0 && Number.isFinite(margin))) return "";
  return `, ${numberText(1 - margin / tolerance)} times the tolerance ${numberText(tolerance)}`;
}

/** A share to two digits; what is not nothing does not read as nothing, nor as all. */
function usedText(share: number): string {
  const shown = Number(share.toPrecision(2));
  if (share < 1e-4) return share === 0 ? percentText(0) : `under ${percentText(1e-4)}`;
  return percentText(shown === 1 && share < 1 ? Math.floor(share * 1e3) / 1e3 : shown);
}
