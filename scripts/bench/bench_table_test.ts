import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import type { BenchReport } from "./bench_report.ts";
import { benchMarkdown, stepTable } from "./bench_table.ts";
import { withPerformance } from "./readme_performance.ts";

const spread = { median: 2, least: 1, most: 3 };
const time = (name: string) => ({ name, threads: 1, microseconds: spread, timesKernel: spread });
const REPORT: BenchReport = {
  schema: "attest-bench/1",
  date: "2026-01-02T03:04:05.000Z",
  machine: { processor: "A Processor", cores: 5, deno: "2.9.6" },
  rounds: 7,
  steps: [
    { prompts: 2, contextLength: 3, dimension: 5, times: [time("kernel"), time("only|small")] },
    { prompts: 7, contextLength: 11, dimension: 13, times: [time("kernel")] },
  ],
  replicates: [],
  targets: [
    { what: "speed", at: "(2, 3, 5)", wanted: 1.5, ratio: spread },
    { what: "more speed", at: "(2, 3, 5)", wanted: 2.5, ratio: spread },
    { what: "no peer", at: "(2, 3, 5)", wanted: 2 },
  ],
  peers: [{ name: "Absent", missing: "there is no absent" }, { name: "Present", version: "1" }],
};

Deno.test("a row for each contestant, a column for each size, a dash where it did not run", () => {
  assertEquals(stepTable(REPORT.steps).split("\n"), [
    "| one step at (B, n, d), µs | (2, 3, 5) | (7, 11, 13) |",
    "| --- | --: | --: |",
    "| kernel | 2 (2×) | 2 (2×) |",
    "| only\\|small | 2 (2×) | – |",
  ]);
});

Deno.test("targets are reached, not reached, or not measured; a missing peer is named", () => {
  const text = benchMarkdown(REPORT);
  assertStringIncludes(text, "| speed | (2, 3, 5) | ≥ 1.5 | 2 \\[1, 3\\] | yes |");
  assertStringIncludes(text, "| more speed | (2, 3, 5) | ≥ 2.5 | 2 \\[1, 3\\] | no |");
  assertStringIncludes(text, "| no peer | (2, 3, 5) | ≥ 2 | – | not measured |");
  assertStringIncludes(text, "- Absent: missing: there is no absent");
});

Deno.test("the README's section is replaced, with date and machine, and the rest kept", () => {
  const readme = "before\n<!-- performance: begin -->\nold\n<!-- performance: end -->\nafter\n";
  const text = withPerformance(readme, REPORT);
  assertStringIncludes(
    text,
    "before\n<!-- performance: begin -->\nMeasured on 2026-01-02 on A Processor",
  );
  assertEquals(text.includes("old"), false);
  assertEquals(text.endsWith("\n<!-- performance: end -->\nafter\n"), true);
  assertEquals(withPerformance(text, REPORT), text);
  assertThrows(() => withPerformance("nothing", REPORT), RangeError, "must hold");
});
