/** Many calls of one operation as one block of numbers, as they go from process to process. */

import { askedLength, FORMS, type Operation } from "../../src/attention/operations.ts";

/** The operation whose calls may be refused: one that declares so answers no query that sees nothing. */
export const MAY_REFUSE: Operation = "attendBatch";

/** Calls of one operation: what each measures, and the numbers of all, one call after the other. */
export interface Calls {
  readonly operation: Operation;
  readonly sizes: readonly (readonly number[])[];
  readonly values: Float64Array;
}

/** How many numbers answer the calls. */
export function answersLength({ operation, sizes }: Pick<Calls, "operation" | "sizes">): number {
  const { answers } = FORMS[operation];
  return sizes.reduce((sum, size) => sum + answers(size), 0);
}

/** How many numbers ask the calls. */
export function callsLength({ operation, sizes }: Pick<Calls, "operation" | "sizes">): number {
  return sizes.reduce((sum, size) => sum + askedLength(operation, size), 0);
}

/** The numbers of a block as little-endian bytes; machines of the other order are not in use. */
export function bytesOf(values: Float64Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(values.buffer as ArrayBuffer, values.byteOffset, values.byteLength);
}

/** The numbers in bytes, which are copied to where numbers may lie. */
export function valuesOf(bytes: Uint8Array): Float64Array<ArrayBuffer> {
  return new Float64Array(bytes.slice().buffer);
}
