/** Joins the parts of one run; order and repetition do not matter. */

import { jobKey, type JobRun } from "../../src/verify/assemble_claim.ts";
import { naturalOrder } from "../base/natural_order.ts";
import { UsageError } from "../base/usage_error.ts";
import { outcomeText } from "../run_directory/journal.ts";
import type { RunPlan } from "../run_directory/run_plan.ts";

/** One run, or several that were joined before. */
export interface Part {
  readonly directory: string;
  readonly plan: RunPlan;
  readonly runs: readonly JobRun[];
}

/**
 * The union of the parts; order and repetition do not matter.
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
 * has been kept since is for later runs.
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

/** Everything of two plans but when and where they began, which shards they did, and what only the first looks at. */
function requireSameRun(part: Part, first: Pick<Part, "plan" | "directory">): void {
  const shared = (
    { shards, started: _started, kept: _kept, project: _project, ...plan }: RunPlan,
  ) => ({ ...plan, of: shards.of });
  const [a, b] = [shared(first.plan), shared(part.plan)];
  for (const key of Object.keys({ ...a, ...b }) as (keyof typeof a)[]) {
    if (JSON.stringify(a[key]) === JSON.stringify(b[key])) continue;
    throw new UsageError(
      `merge takes shards of one run: ${key} is ${JSON.stringify(a[key])} in ${first.directory}, ` +
        `got ${JSON.stringify(b[key])} in ${part.directory}; run that shard anew`,
    );
  }
}
