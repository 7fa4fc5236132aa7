/** How attest was started, for the commands that it prints. */

import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT } from "../base/paths.ts";

/** What npx says of itself, to whatever it starts. */
const NPM_COMMAND = "npm_command";

/** `deno`, or what stands for it where npx has started it. */
export function denoHere(): string {
  return readVariable(NPM_COMMAND) === "exec" ? `npx --yes deno@${Deno.version.deno}` : "deno";
}

/** `deno task`, with the file that has the tasks where the working directory is not below it. */
export function taskHere(): string {
  const root = fileURLToPath(ROOT);
  const here = `${Deno.cwd()}/`;
  const config = here.startsWith(root) ? "" : ` --config ${relative(here, `${root}deno.json`)}`;
  return `${denoHere()} task${config}`;
}

/** `deno task attest`, in the form in which it was started. */
export function attestCommandHere(): string {
  return `${taskHere()} attest`;
}

function readVariable(variable: string): string | undefined {
  const { state } = Deno.permissions.querySync({ name: "env", variable });
  return state === "granted" ? Deno.env.get(variable) : undefined;
}
