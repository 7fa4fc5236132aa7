/**
 * Runs one deno command in every room that has a configuration of its own, which the root's commands leave
 * out; exits 1 when it fails in any.
 *
 * `in_rooms.ts lint`, `in_rooms.ts fmt --check`; run by the tasks of the gate.
 */

import "../terminal/uncaught.ts";
import { fileURLToPath } from "node:url";
import { ROOT } from "../base/paths.ts";
import { nestedRooms } from "./nested_rooms.ts";
import { writeError } from "../terminal/terminal.ts";

const failed: string[] = [];
for (const room of await nestedRooms()) {
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: Deno.args,
    cwd: fileURLToPath(new URL(`${room}/`, ROOT)),
    stdin: "null",
    stdout: "inherit",
    stderr: "inherit",
  }).output();
  if (!success) failed.push(room);
}
if (failed.length > 0) {
  writeError(`deno ${Deno.args.join(" ")} must pass in every room, got a failure in ${failed}\n`);
  Deno.exit(1);
}
