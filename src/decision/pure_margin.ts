/** Margins of functions that depend on their arguments alone, and leave them as they were. */

import { exactMargin, type Margin } from "./margin.ts";

/** A question to a model, which can be asked again. */
export interface PureCall {
  /** What a report calls it. */
  readonly name: string;
  /** What it reads: numbers, lists of numbers, matrices, and lists and records of them. */
  readonly inputs: unknown;
  /** Asks it, of the very same inputs each time. */
  readonly answer: () => unknown;
}

/**
 * Asks everything once, and then again from the last question to the first: each answer has to come again to the bit,
 * nothing that was handed out before may have changed meanwhile, and no input either.
 *
 * @example A count of calls is no function
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { pureMargins } from "@attest/attest/measurement";
 *
 * let calls = 0;
 * const x = [3];
 * const questions = [
 *   { name: "square", inputs: x, answer: () => x[0] ** 2 },
 *   { name: "count", inputs: x, answer: () => ++calls },
 * ];
 * const failing = pureMargins(questions).filter(({ margin }) => margin < 0);
 * assertEquals(failing.map(({ what }) => what), ["count, asked again"]);
 * ```
 */
export function pureMargins(calls: readonly PureCall[]): Margin[] {
  const inputs = calls.map(({ inputs }) => numbersOf(inputs));
  const answers = calls.map(({ answer }) => answer());
  const first = answers.map(numbersOf);
  const again = calls.toReversed().map(({ answer }) => numbersOf(answer())).toReversed();
  return calls.flatMap((call, i) => [
    exactMargin(`${call.name}, asked again`, sameBits(again[i], first[i]), true),
    exactMargin(`${call.name}, kept meanwhile`, sameBits(numbersOf(answers[i]), first[i]), true),
    exactMargin(`inputs of ${call.name}`, sameBits(numbersOf(call.inputs), inputs[i]), true),
  ]);
}

/** All numbers of a value in order, copied. */
function numbersOf(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (value instanceof Float64Array) return [...value];
  if (typeof value !== "object" || value === null) return [];
  if ("to1DArray" in value) return (value as { to1DArray(): number[] }).to1DArray();
  return Object.values(value).flatMap(numbersOf);
}

function sameBits(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((value, k) => Object.is(value, other[k]));
}
