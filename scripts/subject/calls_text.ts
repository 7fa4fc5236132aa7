/** Calls and answers as they go between a claim's process and the judge: numbers as text, for lines of JSON. */

import { isOperation } from "../../src/attention/operations.ts";
import { bytesOf, type Calls, callsLength, valuesOf } from "./calls.ts";

/** Calls as a message holds them. */
export interface CallsText {
  readonly operation: string;
  readonly sizes: readonly (readonly number[])[];
  readonly values: string;
}

/** Calls as text. */
export function textOfCalls({ operation, sizes, values }: Calls): CallsText {
  return { operation, sizes, values: bytesOf(values).toBase64() };
}

/** Numbers as text. */
export function textOfValues(values: Float64Array): string {
  return bytesOf(values).toBase64();
}

/** The numbers of a text; throws a SyntaxError on any other. */
export function valuesOfText(text: string): Float64Array {
  return valuesOf(Uint8Array.fromBase64(text));
}

/** The calls of a text; undefined where it does not fit together. */
export function callsOfText({ operation, sizes, values: text }: CallsText): Calls | undefined {
  if (!isOperation(operation)) return undefined;
  try {
    const values = valuesOfText(text);
    const calls = { operation, sizes, values };
    return values.length === callsLength(calls) ? calls : undefined;
  } catch {
    return undefined;
  }
}
