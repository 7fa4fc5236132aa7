import { assert, assertEquals, assertThrows } from "@std/assert";
import { ROOT } from "../base/paths.ts";
import { entryText, isListed, readEquivalents, staleEntries } from "./equivalent_mutations.ts";
import type { FileMutation } from "./source_mutations.ts";
import { findMutations } from "./source_mutations.ts";
import { UsageError } from "../base/usage_error.ts";

const PATH = "fixtures/equivalent_mutations.json";
const ENTRY = { file: "src/a.ts", before: "a < b", after: "a <= b", reason: "b is never reached" };

function list(...entries: readonly object[]) {
  return readEquivalents(JSON.stringify(entries), PATH);
}

function mutation(change: Partial<FileMutation> = {}): FileMutation {
  const { file, before, after } = ENTRY;
  const edit = { line: 7, start: 0, end: 1, replacement: "x" };
  return { file, before, after, ...edit, occurrence: 1, ...change };
}

Deno.test("an entry means one mutation: of its texts the first, or that of its number", () => {
  const [first, second] = [mutation(), mutation({ line: 9, occurrence: 2 })];
  assert(isListed(list(ENTRY), first));
  assert(!isListed(list(ENTRY), second));
  assert(!isListed(list({ ...ENTRY, occurrence: 2 }), first));
  assert(isListed(list({ ...ENTRY, occurrence: 2 }), second));
  assert([first, second].every((one) => isListed(list(ENTRY, { ...ENTRY, occurrence: 2 }), one)));
});

Deno.test("an entry that no mutation answers to is stale, wherever its line is now", () => {
  const entries = list(ENTRY);
  assertEquals(staleEntries(entries, [mutation()]), []);
  assertEquals(staleEntries(entries, [mutation({ line: 70 })]), []);
  assertEquals(staleEntries(entries, [mutation({ after: "a > b" })]), entries);
  assertEquals(staleEntries(entries, [mutation({ before: "a < c" })]), entries);
  assertEquals(staleEntries(entries, [mutation({ file: "src/b.ts" })]), entries);
  const third = list({ ...ENTRY, occurrence: 3 });
  assertEquals(staleEntries(third, [mutation(), mutation({ occurrence: 2 })]), third);
});

Deno.test("an entry reads as file, before and after, and its number from 2 on", () => {
  const [first, second] = list(ENTRY, { ...ENTRY, occurrence: 2 });
  assertEquals(entryText(first), "src/a.ts: a < b → a <= b");
  assertEquals(entryText(second), "src/a.ts: a < b → a <= b (occurrence 2)");
});

Deno.test("a list that cannot be one is refused with the file, the entry and the rule", () => {
  const refused: [object[], string][] = [
    [[ENTRY, { ...ENTRY, after: "b", reason: "" }], "entry 2, reason: Too small"],
    [[{ ...ENTRY, occurrence: 0 }], "entry 1, occurrence: Too small"],
    [[{ ...ENTRY, occurrence: 1.5 }], "entry 1, occurrence: Invalid input: expected int"],
    [[{ ...ENTRY, occurence: 2 }], 'entry 1: Unrecognized key: "occurence"'],
    [[ENTRY, ENTRY], "listed once, or with another `occurrence`, got src/a.ts: a < b → a <= b"],
    [[ENTRY, { ...ENTRY, occurrence: 1 }], "listed once"],
  ];
  for (const [entries, message] of refused) {
    assertThrows(() => list(...entries), UsageError, `${PATH}: `);
    assertThrows(() => list(...entries), UsageError, message);
  }
  assertThrows(() => readEquivalents("{}", PATH), UsageError, `${PATH}: the list: `);
  assertThrows(() => readEquivalents("[", PATH), UsageError, `${PATH} must be JSON`);
});

Deno.test({
  name: "every entry of the project's list is a mutation of its file",
  ignore: Deno.permissions.querySync({ name: "read", path: ROOT }).state !== "granted",
  async fn() {
    const entries = readEquivalents(await Deno.readTextFile(new URL(PATH, ROOT)), PATH);
    const files = [...new Set(entries.map(({ file }) => file))];
    const mutations = await Promise.all(files.map(async (file) => {
      const text = await Deno.readTextFile(new URL(file, ROOT)).catch(() => "");
      return findMutations(text).map((found): FileMutation => ({ file, ...found }));
    }));
    assertEquals(staleEntries(entries, mutations.flat()).map(entryText), []);
  },
});
