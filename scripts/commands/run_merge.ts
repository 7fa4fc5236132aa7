/** `attest merge`: shards joined to the run that they are parts of. */

import { jobKey, type JobRun } from "../../src/verify/assemble_claim.ts";
import { missingText } from "../../src/verify/merge_outcomes.ts";
import { conclude } from "./finish_run.ts";
import { contentCode } from "../project/content_seed.ts";
import { Journal, outcomeText, readJournal } from "../run_directory/journal.ts";
import { listClaims } from "../judged/list_claims.ts";
import { mutantNames } from "../project/load_mutants.ts";
import { naturalOrder } from "../base/natural_order.ts";
import { openOutput } from "../run_directory/output_directory.ts";
import { readPlan, type RunPlan } from "../run_directory/run_plan.ts";
import { selectClaims } from "../project/select_claims.ts";
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
  const claims = selectClaims(await listClaims(), plan.selected)
    .filter(({ id }) => plan.selected.length === 0 || plan.selected.includes(id));
  for (const shard of repeated) {
    writeError(
      `attest: shard ${shard} is given more than once, with the same results: one counts\n`,
    );
  }
  const { of, run } = plan.shards;
  const missing = Array.from({ length: of }, (_, i) => i + 1).filter((i) => !run.includes(i));
  if (missing.length > 0) writeError(`attest: ${missingText(missing, of)}\n`);
  await openOutput(out, plan);
  Journal.create(out, plan, runs)[Symbol.dispose]();
  const mutants = plan.matrix ? await mutantNames() : undefined;
  // A run that came to its end has a result for every claim on the reference model.
  const interrupted = claims.some(({ id }) =>
    run.some((shard) => !runs.some((job) => job.claim === id && job.shard === shard))
  );
  if (interrupted) {
    writeError("attest: a shard has not come to its end; `verify --resume` goes on\n");
  }
  const finished = new Date();
  const seconds = runs.reduce((sum, job) => sum + job.seconds, 0);
  return conclude({
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
  });
}

async function readPart(directory: string): Promise<Part> {
  const plan = await readPlan(directory);
  const contents = await readJournal(directory, plan);
  if (contents === undefined) {
    throw new UsageError(`${directory} must hold the journal of its run, got none`);
  }
  return { directory, plan, runs: contents.runs };
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
    plan: { ...first, started, shards: { of: first.shards.of, run } },
    runs: [...joined].toSorted(([a], [b]) => naturalOrder(a, b)).map(([, { run }]) => run),
    repeated: [...repeated].toSorted((a, b) => a - b),
  };
}

/** Everything of two plans but when they began and which shards they did. */
function requireSameRun(part: Part, first: Pick<Part, "plan" | "directory">): void {
  const shared = ({ shards, started: _started, ...plan }: RunPlan) => ({ ...plan, of: shards.of });
  const [a, b] = [shared(first.plan), shared(part.plan)];
  for (const key of Object.keys(a) as (keyof typeof a)[]) {
    if (JSON.stringify(a[key]) === JSON.stringify(b[key])) continue;
    throw new UsageError(
      `merge takes shards of one run: ${key} is ${JSON.stringify(a[key])} in ${first.directory}, ` +
        `got ${JSON.stringify(b[key])} in ${part.directory}`,
    );
  }
}
