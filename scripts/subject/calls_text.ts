/** Calls and answers as they go between a claim's process and the judge: as text, for lines of JSON. */

import { isOperation } from "../../src/attention/operations.ts";
import { bytesOf, type Calls, callsLength, valuesOf } from "./calls.ts";

/** Calls as a message holds them. */
export interface CallsText {
  readonly operation: string;
  /** JSON. */
  readonly sizes: string;
  /** Base64 of the bytes. */
  readonly values: string;
}

/** Calls as text. */
export function textOfCalls({ operation, sizes, values }: Calls): CallsText {
  return { operation, sizes: JSON.stringify(sizes), values: bytesOf(values).toBase64() };
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
export function callsOfText({ operation, ...text }: CallsText): Calls | undefined {
  if (!isOperation(operation)) return undefined;
  try {
    const sizes: unknown = JSON.parse(text.sizes);
    if (!Array.isArray(sizes) || !sizes.every(isSize)) return undefined;
    const calls = { operation, sizes, values: valuesOfText(text.values) };
    return calls.values.length === callsLength(calls) ? calls : undefined;
  } catch {
    return undefined;
  }
}

function isSize(size: unknown): boolean {
  return Array.isArray(size) && size.every((count) => Number.isSafeInteger(count) && count >= 0);
}
