/** How the command line is called, for the commands that are printed. */

import { shellWord } from "./shell_word.ts";

/**
 * `deno task attest`, with the project whose claims it is about where that is not attest's own.
 *
 * @example Claims that live elsewhere
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { attestCommand } from "./attest_command.ts";
 *
 * assertEquals(attestCommand({ project: "../my-claims" }), "deno task attest --project ../my-claims");
 * assertEquals(attestCommand({}), "deno task attest");
 * ```
 */
export function attestCommand(
  { project }: { readonly project?: string | undefined },
): string {
  return project === undefined
    ? "deno task attest"
    : `deno task attest --project ${shellWord(project)}`;
}
