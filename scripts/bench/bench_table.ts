/** A bench's results as Markdown tables. */

import { escapeMarkdown } from "../../src/report/formats/markdown_text.ts";
import { numberText, percentText } from "../../src/report/text/number.ts";
import type { BenchReport } from "./bench_report.ts";
import { boundMarkdown, stageTable } from "./bound_table.ts";
import type { ClaimRate } from "./claim_rates.ts";
import type { Growth } from "./growth.ts";
import { sizeText, spreadText, table } from "./markdown_table.ts";
import type { ReplicateRate } from "./replicates.ts";
import type { StepRow } from "./step_times.ts";
import { workerMarkdown } from "./worker_table.ts";

/** All of a report, table by table. */
export function benchMarkdown(report: BenchReport): string {
  const { steps, replicates, allReplicates, profiles, cases, growth, workers, peers, targets } =
    report;
  return [
    ...[stepTable(steps), boundMarkdown(steps), stageTable(steps)],
    ...(targets.length === 0 ? [] : [targetTable(targets)]),
    replicateTable(replicates),
    ...(profiles ? [profileTable(profiles)] : []),
    ...(growth ? [growthTable(growth)] : []),
    ...(workers ? [workerMarkdown(workers)] : []),
    ...(allReplicates
      ? [ratesText("Replicates a second, from seed to effect on one thread", allReplicates)]
      : []),
    ...(cases ? [ratesText("Cases a second, generated and checked on one thread", cases)] : []),
    ...(peers ? [peerText(peers)] : []),
  ].join("\n\n");
}

/** Rows of contestants, columns of sizes: microseconds, and times the kernel's. */
export function stepTable(rows: readonly StepRow[]): string {
  const names = [...new Set(rows.flatMap(({ times }) => times.map(({ name }) => name)))];
  return table(["one step at (B, n, d), µs", ...rows.map(sizeText)], [
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

function profileTable(profiles: NonNullable<BenchReport["profiles"]>): string {
  return table(
    [
      ...["where a replicate's time goes", "ms", "drawing tasks", "losses and gradients"],
      ...["rest of the training", "before and after it"],
    ],
    profiles.map(({ claim, milliseconds, shares }) => [
      ...[claim, spreadText(milliseconds)],
      ...[shares.drawing, shares.descent, shares.training, shares.outside]
        .map(({ median }) => percentText(median)),
    ]),
  );
}

/** A median for each claim, in one sentence. */
function ratesText(what: string, rates: readonly ClaimRate[]): string {
  const each = rates.map(({ claim, perSecond }) => `${claim} ${numberText(perSecond.median)}`);
  return `${what}: ${each.join(", ")}.`;
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
