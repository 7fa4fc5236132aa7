import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { ROOT } from "../base/paths.ts";
import { contentSeed, freshSeed, hashFiles } from "./content_seed.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const FILES = [["src/a.ts", bytes("one")], ["src/b.ts", bytes("two")]] as const;

Deno.test("content seed: it follows from every path and every byte", async () => {
  const seed = await hashFiles(FILES);
  assertEquals(await hashFiles([...FILES]), seed);
  const changed = [
    [["src/a.ts", bytes("onf")], FILES[1]],
    [["src/A.ts", bytes("one")], FILES[1]],
    [FILES[0]],
    // The same bytes, cut elsewhere.
    [["src/a.ts", bytes("onetwo")], ["src/b.ts", bytes("")]],
  ] as const;
  for (const files of changed) assertNotEquals(await hashFiles(files), seed);
});

Deno.test("content seed: it is the start of a SHA-256", async () => {
  // sha256 of the empty text is e3b0c442 98fc1c14 …
  assertEquals(await hashFiles([]), "e3b0c44298fc1c14");
});

Deno.test("seeds are whole numbers below 2^32", () => {
  const seeds = Array.from({ length: 20 }, freshSeed);
  assert(seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32));
  assertEquals(new Set(seeds).size, 20);
});

Deno.test({
  name: "content seed: the project has one, always the same",
  ignore: Deno.permissions.querySync({ name: "read", path: ROOT }).state !== "granted",
  async fn() {
    assertEquals(await contentSeed(), await contentSeed());
  },
});
