/** Numbers as a reader wants them: three significant digits, no clutter. */

/**
 * Three significant digits, whole numbers below a million in full.
 *
 * @example Small, middling, large
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { numberText } from "./number.ts";
 *
 * assertEquals([9.12e-11, 0.25, 1000, -Infinity].map(numberText), ["9.12e-11", "0.25", "1000", "-Infinity"]);
 * ```
 */
export function numberText(value: number): string {
  if (!Number.isFinite(value) || (Number.isInteger(value) && Math.abs(value) < 1e6)) {
    return String(value);
  }
  const size = Math.abs(value);
  const text = size >= 1e-3 && size < 1e6
    ? Number(value.toPrecision(3)).toString()
    : value.toExponential(2);
  return text.replace("e+", "e").replace(/\.?0+e/, "e");
}

/** A share as a percentage, `0.299 %`, with a space that does not break. */
export function percentText(share: number): string {
  return `${numberText(share * 100)}\u00a0%`;
}

/** An e-value from its natural logarithm, also where the value itself would overflow. */
export function eValueText(logValue: number): string {
  const digits = logValue / Math.LN10;
  if (!Number.isFinite(digits) || Math.abs(digits) < 5) return numberText(Math.exp(logValue));
  const exponent = Math.floor(digits);
  const mantissa = (10 ** (digits - exponent)).toFixed(1);
  return mantissa === "10.0" ? `1.0e${exponent + 1}` : `${mantissa}e${exponent}`;
}
