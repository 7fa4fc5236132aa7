/**
 * The journal of a run: a line for each claim on each subject, on disk as soon as it is decided.
 *
 * The first line names the run. A kill can cut off the last line, which is then as if it had not been
 * written; nothing else is ever changed.
 */

import { join } from "node:path";
import type { JobRun } from "../../src/verify/assemble_claim.ts";
import type { Outcome } from "../../src/verify/outcome.ts";
import { encodeSpec, type Json } from "../../src/report/spec_json.ts";
import { planSchema, type RunPlan } from "./run_plan.ts";
import { writeAllSync } from "../base/atomic_write.ts";
import { complaint, UsageError } from "../base/usage_error.ts";

/** File of the journal in a run's directory. */
export const JOURNAL = "journal.jsonl";
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

/** What came of a run, without its time: equal texts are equal results. */
export function outcomeText({ outcome }: Pick<JobRun, "outcome">): string {
  return JSON.stringify(outcomeJson(outcome));
}

/** Names the run by all of its plan: neither can be changed without the other. */
export function headOf(plan: RunPlan): string {
  const keys = Object.keys(planSchema.shape) as (keyof RunPlan)[];
  const entries = keys.map((key) => [key, plan[key]]);
  return JSON.stringify({ ...Object.fromEntries(entries), schema: "attest-journal/2" });
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
