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
import { decodeSpec, encodeSpec, type Json } from "../../src/report/spec_json.ts";
import type { RunPlan } from "./run_plan.ts";
import { writeAllSync } from "../base/atomic_write.ts";
import { complaint, UsageError } from "../base/usage_error.ts";

/** File of the journal in a run's directory. */
export const JOURNAL = "journal.jsonl";
/** Largest journal that is read, in bytes: a thousand times what the whole suite takes. */
const LARGEST = 1_000_000_000;

const lineSchema = z.strictObject({
  shard: z.int().min(1),
  claim: z.string().max(40),
  mutant: z.string().max(120).nullable(),
  seconds: z.number().min(0),
  outcome: z.looseObject({
    verdict: z.enum(["verified", "undecided", "refuted"]),
    cases: z.int().min(0),
  }),
});

/** An open journal, written line by line. */
export class Journal implements Disposable {
  readonly #file: Deno.FsFile;
  readonly #path: string;

  private constructor(file: Deno.FsFile, path: string) {
    this.#file = file;
    this.#path = path;
  }

  /** A new journal with these runs in it, in place of any that is there. */
  static create(directory: string, plan: RunPlan, runs: readonly JobRun[] = []): Journal {
    const path = join(directory, JOURNAL);
    return Journal.#open(path, { create: true, truncate: true }, (file) => {
      writeLines(file, [headOf(plan), ...runs.map(lineOf)]);
    });
  }

  /** The journal to be gone on with, from the end of its last whole line. */
  static resume(directory: string, { bytes }: { readonly bytes: number }): Journal {
    return Journal.#open(join(directory, JOURNAL), {}, (file) => {
      file.truncateSync(bytes);
      file.seekSync(0, Deno.SeekMode.End);
    });
  }

  static #open(
    path: string,
    options: Deno.OpenOptions,
    prepare: (file: Deno.FsFile) => void,
  ): Journal {
    try {
      const file = Deno.openSync(path, { write: true, ...options });
      prepare(file);
      return new Journal(file, path);
    } catch (error) {
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
 * The runs in the journal of a plan; undefined when there is none of that plan.
 *
 * @throws {UsageError} If a line but the last is not one that attest wrote, or contradicts another.
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
  const [head, ...lines] = new TextDecoder().decode(data.subarray(0, bytes)).split("\n").slice(
    0,
    -1,
  );
  if (head !== headOf(plan)) return undefined;
  const runs = new Map<string, { run: JobRun; text: string }>();
  lines.forEach((line, i) => {
    const run = parseLine(line, { path, number: i + 2 });
    const text = outcomeText(run);
    const known = runs.get(jobKey(run));
    if (known !== undefined && known.text !== text) {
      throw new UsageError(
        `${path} must say one thing of ${run.claim}, got another on line ${i + 2}`,
      );
    }
    runs.set(jobKey(run), { run, text });
  });
  return { runs: [...runs.values()].map(({ run }) => run), bytes };
}

/** What came of a run, without its time: equal texts are equal results. */
export function outcomeText({ outcome }: Pick<JobRun, "outcome">): string {
  return JSON.stringify(outcomeJson(outcome));
}

const NEWLINE = "\n".charCodeAt(0);

async function readLimited(path: string): Promise<Uint8Array | undefined> {
  try {
    const { size } = await Deno.stat(path);
    if (size > LARGEST) {
      throw new UsageError(`${path} must be at most ${LARGEST} bytes, got ${size}`);
    }
    return await Deno.readFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${path} must be readable, got ${complaint(error)}`);
  }
}

function parseLine(
  line: string,
  { path, number }: { readonly path: string; readonly number: number },
): JobRun {
  try {
    const { outcome, ...rest } = lineSchema.parse(JSON.parse(line));
    return { ...rest, outcome: decodeSpec(outcome as Json) as Outcome };
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
