/** One run in more and more shards, as a table: evidence, work and time against the whole run. */

import type { Report } from "../../src/report/schema.ts";
import { CLAIM_RATES } from "../../src/verify/error_rates.ts";
import { jobKey, type JobRun } from "../../src/verify/assemble_claim.ts";

/** A run in so many shards, joined. */
export interface Joined {
  readonly of: number;
  readonly report: Pick<Report, "claims">;
  readonly runs: readonly JobRun[];
}

/** What so many shards come to; times and work are shares of those of the whole run. */
export interface GrowthRow {
  readonly of: number;
  /** Claims that came out as expected, and all. */
  readonly ok: readonly [expected: number, all: number];
  /** Replicates on the reference model of the statistical claims, against the whole run's. */
  readonly replicates: number;
  /** Logarithm of the e-value for the verdict, the least of all statistical claims, against what a decision takes. */
  readonly evidence: number;
  /** Time of the slowest shard, and of all together. */
  readonly slowest: number;
  readonly work: number;
}

/** Seconds by shard, every result at the pace of the same job in the whole run. */
function secondsByShard({ of, runs }: Joined, whole: Joined): number[] {
  const paces = new Map(
    whole.runs.map((run) =>
      [jobKey({ ...run, shard: 1 }), run.seconds / Math.max(1, run.outcome.cases)] as const
    ),
  );
  const seconds = Array.from({ length: of }, () => 0);
  for (const run of runs) {
    seconds[run.shard - 1] += run.outcome.cases * paces.get(jobKey({ ...run, shard: 1 }))!;
  }
  return seconds;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The row of a run in shards, next to the whole. */
export function growthRow(joined: Joined, whole: Joined): GrowthRow {
  const { claims } = joined.report;
  const statistical = claims.filter(({ unit }) => unit === "replicates");
  const replicatesOf = ({ report }: Joined) =>
    sum(report.claims.map(({ unit, cases }) => (unit === "replicates" ? cases : 0)));
  const [own, all] = [secondsByShard(joined, whole), sum(secondsByShard(whole, whole))];
  return {
    of: joined.of,
    ok: [claims.filter(({ ok }) => ok).length, claims.length],
    replicates: replicatesOf(joined) / replicatesOf(whole),
    evidence: Math.min(...statistical.map(evidenceOf)),
    slowest: Math.max(...own) / all,
    work: sum(own) / all,
  };
}

/** The least of its strata, each of which has to be decided; 1 at the threshold of a decision. */
function evidenceOf({ logEvidence, strata }: Report["claims"][number]): number {
  const parts = strata?.map(({ logEvidence }) => logEvidence) ?? [logEvidence];
  return Math.min(...parts.map((part) => Number(part!.for))) / -Math.log(CLAIM_RATES.alpha);
}

const HEAD = [
  "| shards | as expected | replicates | least evidence, of what a decision takes | slowest shard | all shards |",
  "| -----: | ----------: | ---------: | ---------------------------------------: | ------------: | ---------: |",
];

/** The rows as a table in Markdown. */
export function growthTable(rows: readonly GrowthRow[]): string {
  const lines = rows.map(({ of, ok, replicates, evidence, slowest, work }) => {
    const shares = [replicates, evidence, slowest, work].map((share) => share.toFixed(2));
    return `| ${[of, `${ok[0]} of ${ok[1]}`, ...shares].join(" | ")} |`;
  });
  return `${[...HEAD, ...lines].join("\n")}\n`;
}
