/** `attest merge`: shards joined to the run that they are parts of. */

import { join } from "node:path";
import { opponentsOf } from "../../src/claim/facts.ts";
import { jobKey } from "../../src/verify/assemble_claim.ts";
import { shardsMissing } from "../../src/verify/obstacle.ts";
import { powerOfClaims } from "../calibration/load_calibration.ts";
import { joinParts, type Part } from "./join_parts.ts";
import { finishRun } from "./finish_run.ts";
import { projectHashes } from "../run_directory/build_hash.ts";
import { JOURNAL, Journal } from "../run_directory/journal.ts";
import { readJournal } from "../run_directory/read_journal.ts";
import { listClaims } from "../judged/list_claims.ts";
import { withOwn } from "../judged/touched_mutants.ts";
import { mutantNames } from "../project/mutant_files.ts";
import { openOutput } from "../run_directory/output_directory.ts";
import { plannedClaims, requirePlanned } from "../run_directory/planned_runs.ts";
import { PLAN, readPlan } from "../run_directory/run_plan.ts";
import { writeError } from "../terminal/terminal.ts";
import { UsageError } from "../base/usage_error.ts";

/** Arguments of `attest merge`. */
export interface MergeArguments {
  /** Directories of runs, one at least. */
  readonly directories: readonly string[];
  readonly out: string;
  readonly json: boolean;
}

/** Joins, and returns the exit code: 0 all as expected, 1 not, or a shard is missing. */
export async function runMerge({ directories, out, json }: MergeArguments): Promise<number> {
  const parts = await Promise.all(directories.map(readPart));
  const { plan, runs, repeated } = joinParts(parts);
  const { code, build } = await projectHashes();
  if (plan.code !== code) {
    throw new UsageError(
      `merge needs the sources of the runs, ${plan.code}, got ${code}: check them out again, or ` +
        "run the shards anew",
    );
  }
  if (plan.build !== build) {
    throw new UsageError(
      `merge needs the scripts and packages of the runs, build ${
        plan.build ?? "unknown"
      }, got ${build}: check them out again, or run the shards anew`,
    );
  }
  const claims = plannedClaims(plan, {
    claims: await listClaims(),
    path: join(directories[0], PLAN),
  });
  for (const part of parts) {
    requirePlanned(part.runs, { plan: part.plan, claims, path: join(part.directory, JOURNAL) });
  }
  for (const shard of repeated) {
    writeError(
      `attest: shard ${shard} is given more than once, with the same results: one counts\n`,
    );
  }
  const { of, run } = plan.shards;
  const missing = Array.from({ length: of }, (_, i) => i + 1).filter((i) => !run.includes(i));
  if (missing.length > 0) writeError(`attest: ${shardsMissing(missing, of).reason}\n`);
  const power = await powerOfClaims();
  const mutants = plan.matrix ? withOwn(await mutantNames(), claims) : undefined;
  await requireOther(out, directories);
  using owner = await openOutput(out, plan);
  Journal.create(out, plan, runs)[Symbol.dispose]();
  // A run that came to its end has a result for every claim on the reference model and on its mutants.
  const done = new Set(runs.map(jobKey));
  const interrupted = claims.some(({ id: claim, ...facts }) =>
    [null, ...opponentsOf(facts).map(({ name }) => name)].some((mutant) =>
      run.some((shard) => !done.has(jobKey({ shard, claim, mutant })))
    )
  );
  if (interrupted) {
    writeError("attest: a shard is not done; go on with it by `verify --resume`\n");
  }
  const finished = new Date();
  const seconds = runs.reduce((sum, job) => sum + job.seconds, 0);
  const exitCode = await finishRun({
    claims,
    runs,
    plan,
    interrupted,
    finished,
    seconds,
    mutants,
    out,
    json,
    keep: true,
    joined: true,
    power,
  });
  owner.finish();
  return exitCode;
}

async function readPart(directory: string): Promise<Part> {
  const plan = await readPlan(directory);
  const contents = await readJournal(directory, plan);
  if (contents === undefined) {
    throw new UsageError(`${directory} must hold the journal of its run, got none`);
  }
  return { directory, plan, runs: contents.runs };
}

/** What is read is not written over: a merge that is killed would leave neither. */
async function requireOther(out: string, directories: readonly string[]): Promise<void> {
  const real = (path: string) => Deno.realPath(path).catch(() => undefined);
  const target = await real(out);
  for (const directory of directories) {
    if (target !== undefined && target === await real(directory)) {
      throw new UsageError(
        `--out must be another directory than those that are joined, got ${out}, which is ${directory}`,
      );
    }
  }
}
