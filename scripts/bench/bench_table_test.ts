import { assertEquals, assertStringIncludes } from "@std/assert";
import type { BenchReport } from "./bench_report.ts";
import { benchMarkdown, stepTable } from "./bench_table.ts";
import { reachText } from "./bound_table.ts";
import { performancePage, stalePerformance } from "./performance_page.ts";
import type { StepBound } from "./step_bound.ts";

const spread = { median: 2, least: 1, most: 3 };
const time = (name: string) => ({ name, threads: 1, microseconds: spread, timesKernel: spread });
const times = (median: number) => ({ median, least: median / 2, most: median * 2 });
const BOUND: StepBound = {
  floors: { arithmetic: times(3), exponentials: times(4), reading: times(5) },
  rates: { arithmetic: 11, exponentials: 0.13, reading: 17 },
  ...{ bound: times(7), kernel: times(19), timesBound: times(2.7) },
};
const stages = [{ stage: "scores", microseconds: spread, share: times(0.25) }];
const REPORT: BenchReport = {
  schema: "attest-bench/1",
  date: "2026-01-02T03:04:05.000Z",
  machine: { processor: "A Processor", cores: 5, deno: "2.9.6" },
  rounds: 7,
  steps: [
    {
      ...{ prompts: 2, contextLength: 3, dimension: 5, bound: BOUND, stages },
      times: [time("kernel"), time("only|small")],
    },
    {
      ...{ prompts: 7, contextLength: 11, dimension: 13, stages },
      ...{ bound: { ...BOUND, wanted: times(6) }, times: [time("kernel")] },
    },
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

Deno.test("floors come with their rates, stages with their shares", () => {
  const text = benchMarkdown(REPORT);
  assertStringIncludes(
    text,
    "| (2, 3, 5) | 3 (11 GFLOP/s) | 4 (0.13 G/s) | 5 (17 GB/s) | 7 | 19 | 2.7 \\[1.35, 5.4\\] | not measured |",
  );
  assertStringIncludes(text, "| (2, 3, 5) | 2 (25\u00a0%) |");
});

Deno.test("a target is out of reach, not excluded, or reached, by the bound and by the kernel", () => {
  const reach = (wanted: number) => reachText({ ...BOUND, wanted: times(wanted) });
  assertEquals(reachText(BOUND), "not measured");
  assertEquals(reach(4), "out of reach: 5 µs without any exponential > autograd/10 4 µs");
  assertEquals(
    reach(6),
    "out of reach with this exponential: bound 7 µs > autograd/10 6 µs",
  );
  assertEquals(
    reach(8),
    "not excluded: bound 7 µs ≤ autograd/10 8 µs, the kernel 12 µs above its bound",
  );
  assertEquals(
    reach(23),
    "reached: bound 7 µs ≤ autograd/10 23 µs, the kernel 12 µs above its bound",
  );
});

Deno.test("rates of all claims are a sentence, a replicate's profile is a row of shares", () => {
  const shares = {
    ...{ drawing: times(0.5), descent: times(0.25) },
    ...{ training: times(0.125), outside: times(0) },
  };
  const text = benchMarkdown({
    ...REPORT,
    allReplicates: [{ claim: "X1", perSecond: spread }, { claim: "X2", perSecond: times(17) }],
    profiles: [{ claim: "X1", milliseconds: spread, shares }],
  });
  assertStringIncludes(text, "one thread: X1 2, X2 17.");
  assertStringIncludes(
    text,
    "| X1 | 2 \\[1, 3\\] | 50\u00a0% | 25\u00a0% | 12.5\u00a0% | 0\u00a0% |",
  );
});

Deno.test("the page of performance has date, machine and tables", async () => {
  const page = await performancePage(REPORT, "0123456789abcdef");
  assertStringIncludes(page, "\n\nMeasured on 2026-01-02 on A Processor");
  assertStringIncludes(page, benchMarkdown(REPORT));
});

Deno.test("a page is of the code that it timed, and as it was written", async () => {
  const page = await performancePage(REPORT, "0123456789abcdef");
  const rules = async (text: string, code = "0123456789abcdef") =>
    (await stalePerformance(text, code)).map((line) => / must (\w+ \w+)/.exec(line)?.[1]);
  const [row] = page.split("\n").filter((line) => line.startsWith("| kernel"));
  assertEquals(await rules(page), []);
  assertEquals(await rules(page, "0123456789abcdee"), ["be of"]);
  assertEquals(await rules(page.replace(`${row}\n`, "")), ["be as"]);
  assertEquals(await rules(page.replace("7 alternating", "9 alternating")), ["be as"]);
  assertEquals(await rules(page.replace(/The timed code was.*\n/, "")), ["end with"]);
  assertEquals(await rules(`${page}| kernel | 1 |\n`), ["end with"]);
  assertEquals(await rules(""), ["end with"]);
});
