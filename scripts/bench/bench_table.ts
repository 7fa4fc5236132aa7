/** A bench's results as Markdown tables. */

import { escapeMarkdown } from "../../src/report/markdown.ts";
import { numberText } from "../../src/report/number_text.ts";
import type { BenchReport } from "./bench_report.ts";
import type { Growth } from "./growth.ts";
import type { ReplicateRate } from "./replicates.ts";
import type { Spread } from "./statistics.ts";
import type { StepRow } from "./step_times.ts";

/** All of a report, table by table. */
export function benchMarkdown(report: BenchReport): string {
  const { steps, replicates, cases, growth, workers, peers, targets } = report;
  return [
    stepTable(steps),
    ...(targets.length === 0 ? [] : [targetTable(targets)]),
    replicateTable(replicates),
    ...(growth ? [growthTable(growth)] : []),
    ...(workers
      ? [
        `Two workers run ${workers.claims.join(", ")}, several times each, in ${
          spreadText(workers.seconds[2])
        } s, one in ${spreadText(workers.seconds[1])} s: ${
          spreadText(workers.speedup)
        } times as fast. ` +
        `A worker more takes ${numberText(workers.bytesPerWorker / 2 ** 20)} MiB.`,
      ]
      : []),
    ...(cases
      ? [
        "Cases a second, generated and checked on one thread: " +
        cases.map(({ claim, perSecond }) => `${claim} ${numberText(perSecond.median)}`).join(", ") +
        ".",
      ]
      : []),
    ...(peers ? [peerText(peers)] : []),
  ].join("\n\n");
}

/** Rows of contestants, columns of sizes: microseconds, and times the kernel's. */
export function stepTable(rows: readonly StepRow[]): string {
  const names = [...new Set(rows.flatMap(({ times }) => times.map(({ name }) => name)))];
  const header = rows.map((row) => `(${row.prompts}, ${row.contextLength}, ${row.dimension})`);
  return table(["one step at (B, n, d), µs", ...header], [
    ...names.map((name) => [
      name,
      ...rows.map(({ times }) => {
        const time = times.find((own) => own.name === name);
        if (time === undefined) return "–";
        const { microseconds, timesKernel } = time;
        return `${numberText(microseconds.median)} (${numberText(timesKernel.median)}×)`;
      }),
    ]),
  ]);
}

function targetTable(targets: BenchReport["targets"]): string {
  return table(
    ["wanted", "at", "wanted ratio", "measured", "reached"],
    targets.map(({ what, at, wanted, ratio }) => [
      ...[what, at, `≥ ${numberText(wanted)}`],
      ratio === undefined ? "–" : spreadText(ratio),
      ratio === undefined ? "not measured" : ratio.median >= wanted ? "yes" : "no",
    ]),
  );
}

function replicateTable(rates: readonly ReplicateRate[]): string {
  return table(
    ["seed to effect", "by", "replicates a second", "times attest's rate"],
    rates.map(({ claim, name, perSecond, timesOwn }) => [
      ...[claim, name, spreadText(perSecond), numberText(timesOwn.median)],
    ]),
  );
}

function growthTable(growth: readonly Growth[]): string {
  return table(
    ["time against", "of", "from, to", "exponent"],
    growth.map(({ of, at, sizes, exponent }) => [
      ...[of, at, `${sizes[0]}, ${sizes.at(-1)}`, spreadText(exponent)],
    ]),
  );
}

function peerText(peers: NonNullable<BenchReport["peers"]>): string {
  return peers.map(({ name, version = "", missing, difference = 0 }) => {
    const what = missing === undefined
      ? `${version}; gradient within ${numberText(difference)} of ours`
      : `missing: ${missing}`;
    return `- ${escapeMarkdown(`${name}: ${what}`)}`;
  }).join("\n");
}

/** `3.1 [2.9, 3.4]`: the median between the least and the most. */
export function spreadText({ median, least, most }: Spread): string {
  return `${numberText(median)} [${numberText(least)}, ${numberText(most)}]`;
}

/** A table whose first column is text and whose others are read as numbers. */
function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(" | ")} |`;
  const rule = header.map((_, i) => (i === 0 ? "---" : "--:"));
  return [line(header), `| ${rule.join(" | ")} |`, ...rows.map(line)].join("\n");
}
