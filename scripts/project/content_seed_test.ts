import { assertEquals, assertNotEquals } from "@std/assert";
import { pathToFileURL } from "node:url";
import { stub } from "@std/testing/mock";
import { ROOT } from "../base/paths.ts";
import { inScratch } from "../base/scratch_for_tests.ts";
import {
  contentFiles,
  contentSeed,
  freshSeed,
  hashFiles,
  seedOf,
  testedSeed,
} from "./content_seed.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const FILES = [["src/a.ts", bytes("one")], ["src/b.ts", bytes("two")]] as const;

Deno.test("content seed: it follows from every path and every byte", async () => {
  const seed = await hashFiles(FILES);
  assertEquals(await hashFiles([...FILES]), seed);
  assertEquals(await hashFiles(FILES.toReversed()), seed, "whatever their order");
  const changed = [
    [["src/a.ts", bytes("onf")], FILES[1]],
    [["src/A.ts", bytes("one")], FILES[1]],
    [FILES[0]],
    // The same bytes, cut elsewhere.
    [["src/a.ts", bytes("onetwo")], ["src/b.ts", bytes("")]],
  ] as const;
  for (const files of changed) assertNotEquals(await hashFiles(files), seed);
});

inScratch(
  "content seed: it follows from claims, mutants and the library, not from tests",
  async (at) => {
    const counted = [
      "props/a_test.ts",
      "props/shared.ts",
      "fixtures/mutants/a.ts",
      "fixtures/laws/a.ts",
      "fixtures/formulas/a.ts",
      "src/deep/a.ts",
    ];
    const others = [
      ...["src/a_test.ts", "src/a_for_tests.ts", "fixtures/mutants/a_test.ts", "fixtures/lib/a.ts"],
      "fixtures/laws/a_test.ts",
      ...["props/note.md", "fixtures/mutants/data.json", "scripts/a.ts", "deno.json"],
    ];
    const roots = ["attest", "claims"].map((name) => pathToFileURL(`${at}/${name}/`));
    for (const path of [...counted, ...others]) {
      const place = new URL(path, roots[path.startsWith("src/") ? 0 : 1]);
      await Deno.mkdir(new URL("./", place), { recursive: true });
      await Deno.writeTextFile(place, path);
    }
    const files = contentFiles({ attest: roots[0], project: roots[1] });
    assertEquals(files.map(([path]) => path).sort(), counted.sort());
    for (const [path, read] of files) assertEquals(new TextDecoder().decode(read), path);
  },
);

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
