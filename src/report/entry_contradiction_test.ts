/** Entries that contradict themselves, each in one thing alone. */

import { assertEquals } from "@std/assert";
import { statistical, universal } from "../claim/claims_for_tests.ts";
import { claimEntry } from "./claim_entry.ts";
import { entryContradiction } from "./entry_contradiction.ts";
import { caseOf, result } from "./results_for_tests.ts";
import type { ReportClaim } from "./schema.ts";

const WHOLE = { shards: { of: 1, run: [1] } };
const killed = (verdict: "verified" | "refuted") =>
  [{ name: "halved", killed: true, verdict, cases: 9 }] as const;

const SHARE = claimEntry(result(universal({ expected: "refuted", failsIn: 0.1 } as never), {
  ...{ verdict: "refuted", cases: 100, failing: 90, mutants: killed("verified") },
  ...{ closest: caseOf(6), counterexample: caseOf(6) },
}));
const HELD = claimEntry(result(universal(), { closest: caseOf(4), mutants: killed("refuted") }));
const STOPPED = claimEntry(result(statistical(), {
  ...{ verdict: "undecided", cases: 0, reason: "interrupted", ok: false },
  ...{ mutants: killed("refuted"), logEvidence: { for: 0, against: 0 } },
}));

const CELL = { name: "odd", atLeast: 0.5, cases: 0, reached: false };
const ENTRIES:
  readonly (readonly [entry: ReportClaim, edit: Partial<ReportClaim>, said: string])[] = [
    [HELD, { cells: [CELL] }, "is verified, but did not reach all of its regime"],
    [HELD, { failing: 0 }, "counts failing cases of no share"],
    [HELD, { failsIn: 0.1 }, "is to be verified, and to fail in a share of its cases"],
    [SHARE, { failing: null }, "does not count failing cases"],
    [SHARE, { failing: 101 }, "has 101 failing cases of 100"],
    [SHARE, { failing: 11 }, "is refuted, which 11 failing cases of 100 do not show"],
    [
      SHARE,
      { verdict: "verified", ok: false, counterexample: null, margin: HELD.margin },
      "is verified, but 90 cases fail",
    ],
    [
      STOPPED,
      { counterexample: SHARE.counterexample },
      "is about a mean, but holds a counterexample",
    ],
    [STOPPED, { rule: null }, "is about a mean, but has no rule"],
    [STOPPED, { verdict: "verified", ok: true }, "is verified without effects"],
    [STOPPED, { cases: 5 }, "holds evidence without effects"],
    [STOPPED, { logEvidence: { for: 9, against: 0 } }, "holds evidence without effects"],
    [STOPPED, { margin: HELD.margin }, "holds evidence without effects"],
  ];

Deno.test("entries: what a run writes does not contradict itself", () => {
  for (const entry of [SHARE, HELD, STOPPED]) {
    assertEquals(entryContradiction(entry, WHOLE), undefined);
  }
});

for (const [entry, edit, said] of ENTRIES) {
  Deno.test(`entries: ${entry.id} ${said}, with ${Object.keys(edit)}`, () => {
    assertEquals(entryContradiction({ ...entry, ...edit }, WHOLE), said);
  });
}

Deno.test("entries: on a model of a user's own there are no mutants, and on the reference there are", () => {
  const given = {
    ...{ source: "mine.ts", kind: "module", precision: "float64" } as const,
    operations: ["weigh"],
  };
  const run = { ...WHOLE, given };
  assertEquals(entryContradiction({ ...HELD, mutants: [] }, run), undefined);
  assertEquals(entryContradiction(HELD, run), "has mutants, on a model of a user's own");
  assertEquals(entryContradiction({ ...HELD, mutants: [] }, WHOLE), "has no mutants");
});
