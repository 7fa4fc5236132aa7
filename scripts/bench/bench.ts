/**
 * How fast: one step of every form at five sizes and what bounds it, replicates and cases a second, growth and
 * workers. Tables go to stderr, JSON to stdout or `--out FILE`.
 *
 * Run by `deno task bench`, and by `deno task bench:peers` with `--peers`, which puts others to the same steps.
 * Contestants alternate round by round: only ratios within one run mean anything.
 */

import "../terminal/uncaught.ts";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { jsonText } from "../base/json_text.ts";
import { writeAtomically } from "../base/atomic_write.ts";
import { loadClaims } from "../project/load_claims.ts";
import { UsageError } from "../base/usage_error.ts";
import type { BenchReport } from "./bench_report.ts";
import { benchMarkdown } from "./bench_table.ts";
import { timeCases } from "./case_rates.ts";
import { compileParts } from "./compile_parts.ts";
import { timeGrowth } from "./growth.ts";
import { withPerformance } from "./readme_performance.ts";
import { profileReplicates } from "./replicate_profile.ts";
import { timeAllReplicates } from "./replicate_rates.ts";
import { timeReplicates } from "./replicates.ts";
import type { Rounds } from "./rounds.ts";
import { timeSteps } from "./step_times.ts";
import { judgeTargets } from "./targets.ts";
import { timeWorkers } from "./worker_times.ts";
import { writeError, writeOutput } from "../terminal/terminal.ts";

const README = "README.md";

interface Asked extends Rounds {
  readonly out: string | undefined;
  readonly peers: boolean;
  readonly readme: boolean;
  /** Leave out what no target is about: rates of all claims, profiles, growth and workers. */
  readonly brief: boolean;
}

function readArguments(): Asked {
  try {
    const { values } = parseArgs({
      args: [...Deno.args],
      options: {
        rounds: { type: "string", default: "7" },
        milliseconds: { type: "string", default: "50" },
        out: { type: "string" },
        peers: { type: "boolean", default: false },
        readme: { type: "boolean", default: false },
        brief: { type: "boolean", default: false },
      },
    });
    return {
      ...values,
      out: writable(values.out),
      rounds: count("--rounds", values.rounds),
      milliseconds: count("--milliseconds", values.milliseconds),
    };
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message);
    throw error;
  }
}

/** Asked before minutes are spent; elsewhere the task may not write. */
function writable(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  if (Deno.permissions.querySync({ name: "write", path }).state === "granted") return path;
  throw new UsageError(`--out must be a file in .attest/, got ${path}`);
}

function count(name: string, value: string): number {
  if (!/^\d{1,4}$/.test(value) || Number(value) < 1) {
    throw new UsageError(`${name} must be a whole number from 1 to 9999, got ${value}`);
  }
  return Number(value);
}

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
    ...(peers && { invite: (data) => peers.invite(data) }),
  });
  say("replicates");
  await using guests = await peers?.replicates();
  const replicates = await timeReplicates(asked, guests);
  if (!brief) say("rates of all claims, profiles and growth");
  const claims = await loadClaims();
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
      profiles: await profileReplicates(asked),
      allReplicates: await timeAllReplicates(claims, asked),
      growth: await timeGrowth(asked),
      cases: await timeCases(claims, asked),
    }),
    ...(workers && { workers }),
    ...(peers && { peers: peers.notes() }),
  };
}

async function main(): Promise<void> {
  const asked = readArguments();
  if (asked.readme && !asked.peers) throw new UsageError("--readme needs the peers: bench:peers");
  const report = await measure(asked);
  const text = benchMarkdown(report);
  writeError(`\n${text}\n\n`);
  if (asked.readme) {
    await writeAtomically(README, withPerformance(await Deno.readTextFile(README), report));
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
