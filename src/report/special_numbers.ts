/** Numbers that JSON cannot hold, as text: what it has no word for would be written as null. */

/** A number in a report: itself when finite, else its name. */
export type ReportNumber = number | "-Infinity" | "Infinity" | "NaN";

/**
 * The number as a report writes it: finite numbers as they are, the rest by name.
 *
 * @example The margin of what is not a number
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { encodeNumber } from "./special_numbers.ts";
 *
 * assertEquals(JSON.stringify([encodeNumber(0.5), encodeNumber(-Infinity)]), '[0.5,"-Infinity"]');
 * ```
 */
export function encodeNumber(value: number): ReportNumber {
  return Number.isFinite(value) ? value : String(value) as ReportNumber;
}

/** The number that a report means. */
export function decodeNumber(value: ReportNumber): number {
  return Number(value);
}
