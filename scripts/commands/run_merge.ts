/** `attest merge`: shards joined to the run that they are parts of. */

import { join } from "node:path";
import { jobKey, type JobRun } from "../../src/verify/assemble_claim.ts";
import { missingText } from "../../src/verify/merge_outcomes.ts";
import { powerOfClaims } from "../calibration/load_calibration.ts";
import { conclude } from "./finish_run.ts";
import { contentCode } from "../project/content_seed.ts";
import { JOURNAL, Journal, outcomeText, readJournal } from "../run_directory/journal.ts";
import { listClaims } from "../judged/list_claims.ts";
import { mutantNames } from "../project/load_mutants.ts";
import { naturalOrder } from "../base/natural_order.ts";
import { openOutput } from "../run_directory/output_directory.ts";
import { plannedClaims, requirePlanned } from "../run_directory/planned_runs.ts";
import { PLAN, readPlan, type RunPlan } from "../run_directory/run_plan.ts";
import { writeError } from "../terminal/terminal.ts";
import { UsageError } from "../base/usage_error.ts";

/** Arguments of `attest merge`. */
export interface MergeArguments {
  /** Directories of runs, one at least. */
  readonly directories: readonly string[];
  readonly out: string;
  readonly json: boolean;
}

/** One run, or several that were joined before. */
export interface Part {
  readonly directory: string;
  readonly plan: RunPlan;
  readonly runs: readonly JobRun[];
}

/** Joins, and returns the exit code: 0 all as expected, 1 not, or a shard is missing. */
export async function runMerge({ directories, out, json }: MergeArguments): Promise<number> {
  const parts = await Promise.all(directories.map(readPart));
  const { plan, runs, repeated } = joinParts(parts);
  const code = await contentCode();
  if (plan.code !== code) {
    throw new UsageError(`merge needs the sources of the runs, ${plan.code}, got ${code}`);
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
  if (missing.length > 0) writeError(`attest: ${missingText(missing, of)}\n`);
  const power = await powerOfClaims();
  await requireOther(out, directories);
  using owner = await openOutput(out, plan);
  Journal.create(out, plan, runs)[Symbol.dispose]();
  const mutants = plan.matrix ? await mutantNames() : undefined;
  // A run that came to its end has a result for every claim on the reference model and on its mutants.
  const done = new Set(runs.map(jobKey));
  const interrupted = claims.some(({ id: claim, mutants }) =>
    [null, ...mutants.map(({ name }) => name)].some((mutant) =>
      run.some((shard) => !done.has(jobKey({ shard, claim, mutant })))
    )
  );
  if (interrupted) {
    writeError("attest: a shard has not come to its end; `verify --resume` goes on\n");
  }
  const finished = new Date();
  const seconds = runs.reduce((sum, job) => sum + job.seconds, 0);
  const exitCode = await conclude({
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

/**
 * The union of the parts: in whatever order and however often each is given.
 *
 * @throws {UsageError} If they are not of one run, or two tell different things of the same shard.
 */
export function joinParts(
  parts: readonly Part[],
): { readonly plan: RunPlan; readonly runs: JobRun[]; readonly repeated: number[] } {
  const [{ plan: first, directory }] = parts;
  const joined = new Map<string, { run: JobRun; text: string; directory: string }>();
  const repeated = new Set<number>();
  for (const part of parts) {
    requireSameRun(part, { plan: first, directory });
    for (const run of part.runs) {
      const key = jobKey(run);
      const text = outcomeText(run);
      const known = joined.get(key);
      if (known !== undefined && known.text !== text) {
        throw new UsageError(
          `merge takes one result of ${run.claim} from shard ${run.shard}, ` +
            `got different ones in ${known.directory} and ${part.directory}`,
        );
      }
      if (known !== undefined) repeated.add(run.shard);
      // The shorter time, so that the order of the parts does not matter.
      if (known === undefined || run.seconds < known.run.seconds) {
        joined.set(key, { run, text, directory: part.directory });
      }
    }
  }
  const started = parts.map(({ plan }) => plan.started).toSorted()[0];
  const run = [...new Set(parts.flatMap(({ plan }) => plan.shards.run))].toSorted((a, b) => a - b);
  return {
    plan: { ...first, kept: keptOf(parts), started, shards: { of: first.shards.of, run } },
    runs: [...joined].toSorted(([a], [b]) => naturalOrder(a, b)).map(([, { run }]) => run),
    repeated: [...repeated].toSorted((a, b) => a - b),
  };
}

/**
 * The kept cases that were replayed: those there were when the first shard began, which replays them for all. What
 * has been kept since, by whomever, is for later runs.
 */
function keptOf(parts: readonly Part[]): string[] {
  const [first, ...others] = parts.filter(({ plan }) => plan.shards.run.includes(1));
  const text = JSON.stringify(first?.plan.kept);
  const other = others.find(({ plan }) => JSON.stringify(plan.kept) !== text);
  if (other !== undefined) {
    throw new UsageError(
      `merge takes shards of one run: kept is ${text} in ${first.directory}, ` +
        `got ${JSON.stringify(other.plan.kept)} in ${other.directory}`,
    );
  }
  return first?.plan.kept ?? [];
}

/** Everything of two plans but when they began, which shards they did, and what only the first looks at. */
function requireSameRun(part: Part, first: Pick<Part, "plan" | "directory">): void {
  const shared = ({ shards, started: _started, kept: _kept, ...plan }: RunPlan) => (
    { ...plan, of: shards.of }
  );
  const [a, b] = [shared(first.plan), shared(part.plan)];
  for (const key of Object.keys(a) as (keyof typeof a)[]) {
    if (JSON.stringify(a[key]) === JSON.stringify(b[key])) continue;
    throw new UsageError(
      `merge takes shards of one run: ${key} is ${JSON.stringify(a[key])} in ${first.directory}, ` +
        `got ${JSON.stringify(b[key])} in ${part.directory}`,
    );
  }
}
