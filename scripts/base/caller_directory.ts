/** Relative paths start at the directory in which attest was called. */

import { fileURLToPath } from "node:url";
import { ROOT } from "./paths.ts";
import { complaint, UsageError } from "./usage_error.ts";

/** Where `deno task`, and npx before it, say that they were called. */
const CALLED_IN = "INIT_CWD";

/**
 * Goes to where the user is: `deno task` starts everything in the project, so that `--out sub` from a folder of
 * it would be written beside that folder, and with `--config` into a project that the user is not in at all.
 *
 * @throws {UsageError} If that directory cannot be entered.
 */
export function enterCallerDirectory(): void {
  const { state } = Deno.permissions.querySync({ name: "env", variable: CALLED_IN });
  const directory = state === "granted" ? Deno.env.get(CALLED_IN) : undefined;
  // A process that is elsewhere went there: the variable is then of a task further out.
  if (!directory || Deno.realPathSync(".") !== Deno.realPathSync(fileURLToPath(ROOT))) return;
  try {
    Deno.chdir(directory);
  } catch (error) {
    throw new UsageError(
      `${CALLED_IN} must be the directory that relative paths are of, got ${directory}: ` +
        complaint(error),
    );
  }
}
