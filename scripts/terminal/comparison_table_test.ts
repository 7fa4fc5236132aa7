import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Comparison } from "../../src/report/compare/compare.ts";
import { comparisonLines } from "./comparison_table.ts";
import { length } from "./text_table.ts";
import { plain } from "./terminal.ts";

const COMPARISON: Comparison = {
  schema: "attest-comparison/1",
  compared: 79,
  effects: 30,
  falseAlarm: 1e-3,
  changes: [
    {
      kind: "run",
      severity: "regression",
      claim: null,
      text: "the run is incomplete: interrupted",
    },
    {
      kind: "definition",
      severity: "change",
      claim: "C10.tasks",
      text:
        "statement: “under the hard mask q_* never falls” → “under the hard mask q_* never rises in ξ1 ≥ 0”",
    },
    { kind: "seconds", severity: "note", claim: "A1", text: "0.2 s → 70.1 s" },
  ],
};

for (const width of [60, 71, 72, 80, 120, 200]) {
  Deno.test(`comparison table: it fits ${width} columns, every word whole`, () => {
    const lines = comparisonLines(COMPARISON, { width, paint: plain });
    assert(lines.every((line) => length(line) <= width), lines.join("\n"));
    const words = lines.join(" ").split(/\s+/);
    for (const { text, claim } of COMPARISON.changes) {
      for (const word of [...text.split(" "), ...(claim ?? "the run").split(" ")]) {
        assert(words.includes(word), `${word} at ${width}`);
      }
    }
    assertStringIncludes(lines.join("\n"), "1 regression, 1 change, 1 note over 79 claims");
  });
}

Deno.test("comparison table: nothing that differs is one line and the promise", () => {
  const none = { ...COMPARISON, changes: [], effects: 0 };
  const paint = (style: string, text: string) => `<${style}>${text}`;
  assertEquals(comparisonLines(none, { width: 80, paint }), [
    "<green>0 regressions, 0 changes, 0 notes over 79 claims",
  ]);
});
