/**
 * How fast: one step of every form at five sizes and what bounds it, replicates and cases a second, growth and
 * workers. Tables go to stderr, JSON to stdout or `--out FILE`.
 *
 * Run by `deno task bench`, and by `deno task bench:peers` with `--peers`, which puts others to the same steps.
 * Contestants alternate round by round: only ratios within one run mean anything.
 */

import "../terminal/uncaught.ts";
import { cpus } from "node:os";
import { jsonText } from "../base/json_text.ts";
import { writeAtomically } from "../base/atomic_write.ts";
import { listClaims } from "../judged/list_claims.ts";
import { withProcess } from "../judged/with_process.ts";
import { UsageError } from "../base/usage_error.ts";
import { type Asked, readArguments } from "./bench_arguments.ts";
import type { BenchReport } from "./bench_report.ts";
import { benchMarkdown } from "./bench_table.ts";
import { contentCode } from "../project/content_seed.ts";
import { timeRates } from "./claim_rates.ts";
import { compileParts } from "./compile_parts.ts";
import { timeGrowth } from "./growth.ts";
import { PERFORMANCE, performancePage } from "./performance_page.ts";
import type { Peers } from "./peers.ts";
import { profileReplicates } from "./replicate_profile.ts";
import { timeReplicates } from "./replicates.ts";
import { timeSteps } from "./step_times.ts";
import { judgeTargets } from "./targets.ts";
import { TimedClaims } from "./timed_claims.ts";
import { timedCode } from "./timed_code.ts";
import { timeWorkers } from "./worker_times.ts";
import { writeError, writeOutput } from "../terminal/terminal.ts";

async function measure(asked: Asked): Promise<BenchReport> {
  const say = (text: string) => writeError(`bench: ${text}\n`);
  const { brief, rounds } = asked;
  // Workers first: the memory of one more is seen best while little is resident.
  if (!brief) say("workers");
  const workers = brief ? undefined : await timeWorkers(asked);
  const peers = asked.peers ? await (await import("./peers.ts")).Peers.prepare(say) : undefined;
  say("steps");
  const steps = await timeSteps(asked, {
    module: await compileParts(),
    ...(peers && { startPeers: (data) => peers.start(data) }),
  });
  const cards = await listClaims();
  const { replicates, ...rates } = await withProcess((ask) =>
    measureClaims(new TimedClaims(cards, ask), { asked, peers, say })
  );
  return {
    schema: "attest-bench/1",
    date: new Date().toISOString(),
    machine: {
      processor: cpus()[0]?.model.trim() ?? "unknown",
      cores: navigator.hardwareConcurrency,
      deno: Deno.version.deno,
    },
    ...{ rounds, steps, replicates, targets: judgeTargets(steps, replicates, workers?.growth) },
    ...(!brief && {
      growth: await timeGrowth(asked),
    }),
    ...rates,
    ...(workers && { workers }),
    ...(peers && { peers: peers.notes() }),
  };
}

/** All that a claim's code takes part in. */
async function measureClaims(
  claims: TimedClaims,
  { asked, peers, say }: {
    readonly asked: Asked;
    readonly peers: Peers | undefined;
    readonly say: (text: string) => void;
  },
) {
  say("replicates");
  await using replicatePeers = await peers?.replicates(claims);
  const replicates = await timeReplicates(claims, asked, replicatePeers);
  if (asked.brief) return { replicates };
  say("rates of all claims, profiles and growth");
  return {
    replicates,
    profiles: await profileReplicates(claims, asked),
    allReplicates: await timeRates(claims, "replicates", asked),
    cases: await timeRates(claims, "cases", asked),
  };
}

async function main(): Promise<void> {
  const asked = readArguments();
  if (asked.page && !asked.peers) throw new UsageError("--page needs the peers: bench:peers");
  if (asked.page && asked.brief) throw new UsageError("--page has every table: leave out --brief");
  const before = await contentCode();
  const report = await measure(asked);
  const text = benchMarkdown(report);
  writeError(`\n${text}\n\n`);
  if (asked.page) {
    if (await contentCode() !== before) {
      throw new UsageError("--page needs code that stays as it is while it is timed, got edits");
    }
    await writeAtomically(PERFORMANCE, await performancePage(report, await timedCode()));
  }
  const json = jsonText(report);
  if (asked.out === undefined) writeOutput(json);
  else await writeAtomically(asked.out, json);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  writeError(`bench: ${error.message}\n`);
  Deno.exit(2);
}
