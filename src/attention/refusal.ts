/** How a subject refuses a call with an empty row, so that nobody takes a crash for it. */

/** Thrown by a subject that declares empty rows to be refused; whatever else is thrown is a failure. */
export class Refusal extends Error {
  /** As every error says what it is. */
  override name = "Refusal";
}

/**
 * Whether what is asked is refused; whatever else is thrown goes on.
 *
 * @example A refusal, and an answer
 * ```ts
 * import { assert } from "@std/assert";
 * import { isRefused, Refusal } from "@attest/attest/measurement";
 *
 * const refuse = () => {
 *   throw new Refusal("a row sees nothing");
 * };
 * assert(isRefused(refuse) && !isRefused(() => 0));
 * ```
 */
export function isRefused(ask: () => unknown): boolean {
  try {
    ask();
    return false;
  } catch (error) {
    if (error instanceof Refusal) return true;
    throw error;
  }
}
