/** A journal read again: line by line, each held to what a line of one run may be. */

import { join } from "node:path";
import * as z from "zod";
import { jobKey, type JobRun } from "../../src/verify/assemble_claim.ts";
import { parseOutcome } from "../../src/verify/outcome_schema.ts";
import { decodeSpec, type Json } from "../../src/report/spec_json.ts";
import { isMissing, parseOutside, readOutside } from "../base/outside_file.ts";
import { complaint, UsageError } from "../base/usage_error.ts";
import { headOf, JOURNAL, outcomeText } from "./journal.ts";
import { PLAN, planSchema, type RunPlan } from "./run_plan.ts";

/** Largest journal that is read, in bytes: a hundred times what the whole suite takes. */
const LARGEST = 200_000_000;

const lineSchema = z.strictObject({
  shard: z.int().min(1),
  claim: z.string().max(40),
  mutant: z.string().max(120).nullable(),
  seconds: z.number().min(0),
  outcome: z.looseObject({}),
});

/** What a journal holds. */
export interface JournalContents {
  readonly runs: JobRun[];
  /** Length of its whole lines. */
  readonly bytes: number;
}

/**
 * The runs in the journal of a plan; undefined when it was never begun.
 *
 * @throws {UsageError} If it is of another run, or a line but the last is not one that attest wrote, or
 * contradicts another.
 */
export async function readJournal(
  directory: string,
  plan: RunPlan,
): Promise<JournalContents | undefined> {
  const path = join(directory, JOURNAL);
  const data = await readLimited(path);
  if (data === undefined) return undefined;
  // What follows the last newline is a line that was cut off.
  const bytes = data.lastIndexOf(NEWLINE) + 1;
  const runs = new Map<string, { run: JobRun; text: string }>();
  let number = 0;
  for (const line of linesOf(data.subarray(0, bytes))) {
    number++;
    if (number === 1) {
      if (line !== headOf(plan)) throw ofAnotherRun(path, { directory, plan, head: line });
      continue;
    }
    const run = parseLine(line, { path, number });
    const text = outcomeText(run);
    const known = runs.get(jobKey(run));
    if (known !== undefined && known.text !== text) {
      throw new UsageError(
        `${path} must say one thing of ${run.claim}, got another on line ${number}`,
      );
    }
    runs.set(jobKey(run), { run, text });
  }
  if (number > 0) return { runs: [...runs.values()].map(({ run }) => run), bytes };
  // Cut off within its head: a run that was killed as it began.
  if (!headOf(plan).startsWith(new TextDecoder().decode(data))) {
    throw ofAnotherRun(path, { directory, plan });
  }
  return undefined;
}

/** Line by line, as all of them as text would take several times the memory. */
function* linesOf(data: Uint8Array): Generator<string> {
  const decoder = new TextDecoder();
  for (let from = 0; from < data.length;) {
    const to = data.indexOf(NEWLINE, from);
    yield decoder.decode(data.subarray(from, to));
    from = to + 1;
  }
}

function ofAnotherRun(
  path: string,
  { directory, plan, head = "" }: {
    readonly directory: string;
    readonly plan: RunPlan;
    readonly head?: string;
  },
): UsageError {
  const planPath = join(directory, PLAN);
  return new UsageError(
    `${path} must be the journal of the run in ${planPath}, got another's` +
      `${differenceOf(head, plan)}: start the run anew`,
  );
}

/** `, with matrix false and not true`: the first entry of the plan that the head has otherwise. */
function differenceOf(head: string, plan: RunPlan): string {
  let named: Record<string, unknown>;
  try {
    named = parseOutside(head) as Record<string, unknown>;
  } catch {
    return "";
  }
  if (typeof named !== "object" || named === null || !Object.hasOwn(named, "matrix")) return "";
  const text = (value: unknown) => (JSON.stringify(value) ?? "none").slice(0, 60);
  const key = (Object.keys(planSchema.shape) as (keyof RunPlan)[])
    .find((key) => key !== "schema" && text(named[key]) !== text(plan[key]));
  return key === undefined ? "" : `, with ${key} ${text(named[key])} and not ${text(plan[key])}`;
}

const NEWLINE = "\n".charCodeAt(0);

async function readLimited(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readOutside(path, { bytes: LARGEST });
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new UsageError(`${path} must be readable, got ${complaint(error)}`);
  }
}

function parseLine(
  line: string,
  { path, number }: { readonly path: string; readonly number: number },
): JobRun {
  try {
    const { outcome, ...rest } = lineSchema.parse(parseOutside(line));
    return { ...rest, outcome: parseOutcome(decodeSpec(outcome as Json)) };
  } catch {
    throw new UsageError(`${path} must hold a result on line ${number}, got ${line.slice(0, 60)}`);
  }
}
