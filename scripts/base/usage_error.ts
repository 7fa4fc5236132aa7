/** What the user can put right: shown as one line, without a stack, exit code 2. */

/** Arguments or files that cannot be used. */
export class UsageError extends Error {
  override name = "UsageError";
}

/**
 * What a system call complains of, without the path that it was called with.
 *
 * `Is a directory (os error 21): open '/tmp/x'` says `is a directory`.
 */
export function complaint(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  // Deno refuses with a sentence that tells how to grant; the first clause is enough.
  const [first] = message.split(/ \(os error \d+\)|, (?:run again|specify)|\n/);
  return first.charAt(0).toLowerCase() + first.slice(1);
}
