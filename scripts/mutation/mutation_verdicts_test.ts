import { assertEquals } from "@std/assert";
import { killedShare, mutationText, tally } from "./mutation_verdicts.ts";
import type { FileMutation } from "./source_mutations.ts";

function mutation(after: string): FileMutation {
  const edit = { start: 0, end: 1, replacement: "x" };
  return { file: "src/a.ts", line: 7, ...edit, before: "a < b", after, occurrence: 1 };
}

const REASON = "b is never reached";
const LIST = [
  { file: "src/a.ts", before: "a < b", after: "a <= b", occurrence: 1, reason: REASON },
];

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

Deno.test("a mutation reads as place, before and after", () => {
  assertEquals(mutationText(mutation("a <= b")), "src/a.ts:7: a < b → a <= b");
  const second = { ...mutation("a <= b"), occurrence: 2 };
  assertEquals(mutationText(second), "src/a.ts:7: a < b → a <= b (occurrence 2)");
});
