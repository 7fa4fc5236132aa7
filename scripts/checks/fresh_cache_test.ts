/** What somebody fetches who runs one claim for the first time; `deno task test:fresh`. */

import { assert, assertEquals, assertLess } from "@std/assert";
import { fileURLToPath } from "node:url";
import { ROOT, SCRATCH } from "../base/paths.ts";

/** Packages of a first run. What only developers need has a room with a lock of its own. */
const FETCHED = [
  "@babel/helper-string-parser",
  "@babel/helper-validator-identifier",
  "@babel/parser",
  "@babel/types",
  "@sinonjs/commons",
  "@sinonjs/fake-timers",
  "commander",
  "conditional-type-checks",
  "deno-std",
  "fast-check",
  "fastest-levenshtein",
  "is-any-array",
  "ml-array-max",
  "ml-array-min",
  "ml-array-rescale",
  "ml-matrix",
  "pure-rand",
  "saxes",
  "type-detect",
  "xmlchars",
  "zod",
];
/** Bytes of all that is fetched. */
const LARGEST = 30_000_000;
/** Seconds until something is on the screen, and until the verdict. */
const [FIRST_WORD, VERDICT] = [2, 12];

/** The network is needed, so the test runs only where the whole of it was granted. */
const ignore = Deno.permissions.querySync({ name: "net" }).state !== "granted";

Deno.test("a first verdict fetches what users need, and comes soon", { ignore }, async () => {
  await Deno.mkdir(SCRATCH, { recursive: true });
  const folder = await Deno.makeTempDir({ dir: fileURLToPath(SCRATCH), prefix: "fresh-" });
  try {
    const begun = performance.now();
    const seconds = () => (performance.now() - begun) / 1000;
    const child = new Deno.Command(Deno.execPath(), {
      args: ["task", "attest", "verify", "--claim", "A7", "--out", `${folder}/run`],
      cwd: fileURLToPath(ROOT),
      env: { DENO_DIR: `${folder}/cache` },
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    let firstWord: number | undefined;
    let said = "";
    for await (const text of child.stderr.pipeThrough(new TextDecoderStream())) {
      firstWord ??= seconds();
      said += text;
    }
    const { code } = await child.status;
    const verdict = seconds();
    assertEquals(code, 0, said);
    const packages = await packagesOf(`${folder}/cache/npm`);
    assertEquals([...packages.keys()].sort(), FETCHED);
    assertLess([...packages.values()].reduce((sum, bytes) => sum + bytes), LARGEST);
    assert(firstWord !== undefined);
    assertLess(firstWord, FIRST_WORD);
    assertLess(verdict, VERDICT);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

/** Bytes by package; the cache has a folder for each registry, and one in it for each scope. */
async function packagesOf(cache: string): Promise<Map<string, number>> {
  const packages = new Map<string, number>();
  for await (const registry of Deno.readDir(cache)) {
    if (!registry.isDirectory) continue;
    for await (const { name } of Deno.readDir(`${cache}/${registry.name}`)) {
      const path = `${cache}/${registry.name}/${name}`;
      if (!name.startsWith("@")) packages.set(name, await bytesBelow(path));
      else {
        for await (const inScope of Deno.readDir(path)) {
          packages.set(`${name}/${inScope.name}`, await bytesBelow(`${path}/${inScope.name}`));
        }
      }
    }
  }
  return packages;
}

async function bytesBelow(path: string): Promise<number> {
  const { isDirectory, size } = await Deno.stat(path);
  if (!isDirectory) return size;
  let bytes = 0;
  for await (const { name } of Deno.readDir(path)) bytes += await bytesBelow(`${path}/${name}`);
  return bytes;
}
