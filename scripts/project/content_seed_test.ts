import { assertEquals, assertNotEquals } from "@std/assert";
import { stub } from "@std/testing/mock";
import { ROOT } from "../base/paths.ts";
import { contentSeed, freshSeed, hashFiles, seedOf, testedSeed } from "./content_seed.ts";

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

Deno.test("a seed is 32 bits: fresh ones of the system, others the first of the hash", () => {
  const given = stub(crypto, "getRandomValues", (array) => {
    (array as Uint32Array)[0] = 2 ** 32 - 1;
    return array;
  });
  try {
    assertEquals(freshSeed(), 2 ** 32 - 1);
  } finally {
    given.restore();
  }
  assertEquals(seedOf("fedcba9876543210"), 0xfedcba98);
});

Deno.test({
  name: "content seed: the project has one for claims and one for tests, always the same",
  ignore: Deno.permissions.querySync({ name: "read", path: ROOT }).state !== "granted",
  async fn() {
    assertEquals(await contentSeed(), await contentSeed());
    assertEquals(await testedSeed(), await testedSeed());
    assertNotEquals(await testedSeed(), await contentSeed());
  },
});
