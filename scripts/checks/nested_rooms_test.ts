import { assert, assertEquals } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { ROOT } from "../base/paths.ts";
import { nestedRooms } from "./nested_rooms.ts";

const ignore = Deno.permissions.querySync({ name: "read", path: ROOT }).state !== "granted";

interface NestedConfig {
  readonly imports: Readonly<Record<string, string>>;
  readonly [option: string]: unknown;
}

async function read(path: string): Promise<NestedConfig> {
  return JSON.parse(await Deno.readTextFile(new URL(path, ROOT)));
}

Deno.test("rooms with packages of their own are no part of the root's", { ignore }, async () => {
  const excluded = config.exclude.filter((path) => path.startsWith("scripts/"));
  assertEquals(excluded, await nestedRooms());
});

Deno.test("they have the root's options, and one version of each package", { ignore }, async () => {
  const { fmt: { exclude: _data, ...fmt }, lint, compilerOptions, nodeModulesDir } = config;
  const versions = new Map<string, string>(Object.entries(config.imports));
  for (const room of await nestedRooms()) {
    const nested = await read(`${room}/deno.json`);
    const options = { fmt, lint, compilerOptions, nodeModulesDir, lock: { frozen: true } };
    for (const [name, wanted] of Object.entries(options)) {
      assertEquals(nested[name], wanted, `${name} of ${room}/deno.json`);
    }
    for (const [name, version] of Object.entries(nested.imports)) {
      assertEquals(version, versions.get(name) ?? version, `${name} of ${room}/deno.json`);
      versions.set(name, version);
    }
    assert(await Deno.stat(new URL(`${room}/deno.lock`, ROOT)), `${room} has a lock`);
  }
});
