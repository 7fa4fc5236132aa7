/** Which test files draw at random. */

import { ROOT } from "../base/paths.ts";
import { nestedRooms } from "./nested_rooms.ts";
import { testFiles } from "./test_files.ts";

/** A random test is registered by such a call. */
const REGISTERS = /\b(randomTest|seeded)\(/;

/**
 * The files below `folders` with random tests, sorted; needs to read them.
 *
 * Rooms with packages of their own are left out, unless asked for by name: they have another configuration.
 */
export async function randomTestFiles(folders: readonly string[]): Promise<string[]> {
  const rooms = (await nestedRooms()).filter((room) => !folders.includes(room));
  const files: string[] = [];
  for (const folder of folders) {
    for await (const path of testFiles(folder)) {
      if (rooms.some((room) => path.startsWith(`${room}/`))) continue;
      if (REGISTERS.test(await Deno.readTextFile(new URL(path, ROOT)))) files.push(path);
    }
  }
  return files.sort();
}
