/** The rooms whose packages only developers need: folders with a configuration and a lock of their own. */

import { ROOT } from "../base/paths.ts";

/** Their folders from the root of the project, sorted; needs to read scripts/. */
export async function nestedRooms(): Promise<string[]> {
  const rooms: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(new URL("scripts/", ROOT))) {
    const config = new URL(`scripts/${name}/deno.json`, ROOT);
    if (isDirectory && await Deno.stat(config).then(() => true, () => false)) {
      rooms.push(`scripts/${name}`);
    }
  }
  return rooms.sort();
}
