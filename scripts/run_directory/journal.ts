/**
 * The journal of a run: a line for each claim on each subject, on disk as soon as it is decided.
 *
 * The first line names the run. A kill can cut off the last line, which is then as if it had not been
 * written; nothing else is ever changed.
 */

import { join } from "node:path";
import * as z from "zod";
import { jobKey, type JobRun } from "../../src/verify/assemble_claim.ts";
import type { Outcome } from "../../src/verify/outcome.ts";
import { parseOutcome } from "../../src/verify/outcome_schema.ts";
import { decodeSpec, encodeSpec, type Json } from "../../src/report/spec_json.ts";
import { isMissing, parseOutside, readOutside } from "../base/outside_file.ts";
import { PLAN, type RunPlan } from "./run_plan.ts";
import { writeAllSync } from "../base/atomic_write.ts";
import { complaint, UsageError } from "../base/usage_error.ts";

/** File of the journal in a run's directory. */
export const JOURNAL = "journal.jsonl";
/** Largest journal that is read, in bytes: a hundred times what the whole suite takes. */
const LARGEST = 200_000_000;

const lineSchema = z.strictObject({
  shard: z.int().min(1),
  claim: z.string().max(40),
  mutant: z.string().max(120).nullable(),
  seconds: z.number().min(0),
  outcome: z.looseObject({}),
});

/** An open journal, written line by line. */
export class Journal implements Disposable {
  readonly #file: Deno.FsFile;
  readonly #path: string;

  private constructor(file: Deno.FsFile, path: string) {
    this.#file = file;
    this.#path = path;
  }

  /** A new journal with these runs in it, in place of any that is there, in full or not at all. */
  static create(directory: string, plan: RunPlan, runs: readonly JobRun[] = []): Journal {
    const path = join(directory, JOURNAL);
    const temporary = `${path}.${crypto.randomUUID()}.tmp`;
    try {
      return Journal.#open(path, temporary, { createNew: true }, (file) => {
        writeLines(file, [headOf(plan), ...runs.map(lineOf)]);
        file.syncSync();
        Deno.renameSync(temporary, path);
      });
    } catch (error) {
      try {
        Deno.removeSync(temporary);
      } catch {
        // It was never made, or has its name already.
      }
      throw error;
    }
  }

  /** The journal to be gone on with, from the end of its last whole line. */
  static resume(directory: string, { bytes }: { readonly bytes: number }): Journal {
    const path = join(directory, JOURNAL);
    return Journal.#open(path, path, {}, (file) => {
      file.truncateSync(bytes);
      file.seekSync(0, Deno.SeekMode.End);
    });
  }

  static #open(
    path: string,
    opened: string,
    options: Deno.OpenOptions,
    prepare: (file: Deno.FsFile) => void,
  ): Journal {
    let file: Deno.FsFile | undefined;
    try {
      file = Deno.openSync(opened, { write: true, ...options });
      prepare(file);
      return new Journal(file, path);
    } catch (error) {
      file?.close();
      throw unwritable(path, error);
    }
  }

  /**
   * Writes a line, and returns when it is on disk.
   *
   * @throws {UsageError} If it cannot be written; what was written before stays.
   */
  append(run: JobRun): void {
    try {
      writeLines(this.#file, [lineOf(run)]);
      this.#file.syncDataSync();
    } catch (error) {
      throw unwritable(this.#path, error);
    }
  }

  [Symbol.dispose](): void {
    this.#file.close();
  }
}

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
      if (line !== headOf(plan)) throw ofAnotherRun(path, directory);
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
  if (!headOf(plan).startsWith(new TextDecoder().decode(data))) throw ofAnotherRun(path, directory);
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

function ofAnotherRun(path: string, directory: string): UsageError {
  return new UsageError(
    `${path} must be the journal of the run in ${join(directory, PLAN)}, got another's: ` +
      "start the run anew",
  );
}

/** What came of a run, without its time: equal texts are equal results. */
export function outcomeText({ outcome }: Pick<JobRun, "outcome">): string {
  return JSON.stringify(outcomeJson(outcome));
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

/** Names the run: another one in the same directory has another start. */
function headOf({ started, seed, code }: RunPlan): string {
  return JSON.stringify({ schema: "attest-journal/1", started, seed, code });
}

function lineOf({ shard, claim, mutant, seconds, outcome }: JobRun): string {
  return JSON.stringify({ shard, claim, mutant, seconds, outcome: outcomeJson(outcome) });
}

/** Specs that JSON cannot hold must not cost a run its journal: their text is better than nothing. */
function outcomeJson(outcome: Outcome): Json {
  try {
    return encodeSpec(outcome);
  } catch {
    const { closest, counterexample, ...rest } = outcome;
    return encodeSpec({
      ...rest,
      ...(closest && { closest: { ...closest, spec: String(closest.spec) } }),
      ...(counterexample &&
        { counterexample: { ...counterexample, spec: String(counterexample.spec) } }),
    });
  }
}

function writeLines(file: Deno.FsFile, lines: readonly string[]): void {
  writeAllSync(file, new TextEncoder().encode(lines.map((line) => `${line}\n`).join("")));
}

function unwritable(path: string, error: unknown): UsageError {
  return new UsageError(
    `${path} must be writable, got ${complaint(error)}; ` +
      `\`attest verify --resume\` goes on from what it holds`,
  );
}
