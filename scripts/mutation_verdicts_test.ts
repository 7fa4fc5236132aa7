import { assertEquals, assertThrows } from "@std/assert";
import {
  equivalentsSchema,
  type FileMutation,
  killedShare,
  mutationText,
  staleEntries,
  tally,
} from "./mutation_verdicts.ts";

function mutation(after: string): FileMutation {
  return { file: "src/a.ts", line: 7, start: 0, end: 1, replacement: "x", before: "a < b", after };
}

const LIST = [{ file: "src/a.ts", before: "a < b", after: "a <= b", reason: "b is never reached" }];

Deno.test("listed survivors count neither for nor against", () => {
  const fates = [
    { mutation: mutation("a <= b"), killed: false, by: undefined },
    { mutation: mutation("a > b"), killed: false, by: undefined },
    { mutation: mutation("a"), killed: true, by: "unit tests" },
  ];
  assertEquals(tally(fates, LIST), { killed: 1, survived: 1, equivalent: 1 });
  assertEquals(tally(fates, []), { killed: 1, survived: 2, equivalent: 0 });
  assertEquals(killedShare(tally(fates, LIST)), 0.5);
  assertEquals(killedShare(tally([], LIST)), 1);
});

Deno.test("an entry that no mutation answers to is stale, wherever its line is now", () => {
  assertEquals(staleEntries(LIST, [mutation("a <= b")]), []);
  assertEquals(staleEntries(LIST, [{ ...mutation("a <= b"), line: 70 }]), []);
  assertEquals(staleEntries(LIST, [mutation("a > b")]), LIST);
  assertEquals(staleEntries(LIST, [{ ...mutation("a <= b"), file: "src/b.ts" }]), LIST);
});

Deno.test("a mutation reads as place, before and after", () => {
  assertEquals(mutationText(mutation("a <= b")), "src/a.ts:7: a < b → a <= b");
});

Deno.test("an entry without a reason is refused", () => {
  assertThrows(() => equivalentsSchema.parse([{ ...LIST[0], reason: "" }]));
});
