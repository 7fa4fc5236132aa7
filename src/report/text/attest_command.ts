/** How the command line is called, for the commands that are printed. */

import { shellWord } from "./shell_word.ts";

/** How attest is called where nobody says otherwise: in files, which are read elsewhere. */
const COMMAND = "deno task attest";

/**
 * `deno task attest`, or as it was started, with the project whose claims it is about where that is not attest's own.
 *
 * @example Claims that live elsewhere, and attest that was started in another way
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { attestCommand } from "./attest_command.ts";
 *
 * assertEquals(attestCommand({ project: "../my-claims" }), "deno task attest --project ../my-claims");
 * const command = "npx --yes deno@2.9.6 task attest";
 * assertEquals(attestCommand({ command }), command);
 * ```
 */
export function attestCommand(
  { project, command = COMMAND }: {
    readonly project?: string | undefined;
    readonly command?: string | undefined;
  },
): string {
  return project === undefined ? command : `${command} --project ${shellWord(project)}`;
}
