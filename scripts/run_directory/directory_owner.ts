/**
 * Who is at work in a run's directory, and whether the run in it has come to its end: one file says both.
 *
 * Its lock is the system's, which ends with the process that holds it, however that ends: what a killed run
 * leaves behind is taken over at once, and no number of a process has to be believed. While there is text in
 * the file, the run is not done, and what else the directory holds is not to be taken for its result.
 */

import { join } from "node:path";
import { complaint, UsageError } from "../base/usage_error.ts";

/** Name of the file in a run's directory. */
export const UNFINISHED = "unfinished";
/** Largest text that is looked at, in bytes. */
const LARGEST = 200;
/** Owners that may give up the file while this process opens it, before something else must be wrong. */
const ATTEMPTS = 20;

/** The right to write into a directory, as long as this process holds it. */
export class DirectoryOwner implements Disposable {
  readonly #file: Deno.FsFile;
  readonly #path: string;
  /** The run that was there before had not come to its end either. */
  readonly #wasUnfinished: boolean;
  #isDone = false;

  private constructor(file: Deno.FsFile, path: string) {
    this.#file = file;
    this.#path = path;
    this.#wasUnfinished = readText(file) !== "";
  }

  /**
   * Takes the directory, and marks it as unfinished before anything else in it is touched.
   *
   * @throws {UsageError} If another process has it, who is named, or it cannot be written to.
   */
  static claim(directory: string): DirectoryOwner {
    const path = join(directory, UNFINISHED);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const owner = DirectoryOwner.#lock(directory, path);
      if (owner === undefined) continue;
      try {
        writeText(owner.#file, `process ${Deno.pid} since ${new Date().toISOString()}\n`);
        return owner;
      } catch (error) {
        owner.abandon();
        throw error;
      }
    }
    throw new UsageError(`${directory} must be left to one run, got many that begin and end in it`);
  }

  /** Undefined where the file was removed by who had it, between being opened and being locked. */
  static #lock(directory: string, path: string): DirectoryOwner | undefined {
    requireFile(path);
    const file = Deno.openSync(path, { read: true, write: true, create: true });
    try {
      if (!file.tryLockSync(true)) throw inUse(directory, ownerIn(readText(file)));
      if (isAt(file, path)) return new DirectoryOwner(file, path);
    } catch (error) {
      file.close();
      throw error;
    }
    file.close();
    return undefined;
  }

  /** The run is done, and its results are what the directory holds; it stays this process's. */
  finish(): void {
    this.#file.truncateSync(0);
    this.#isDone = true;
  }

  /** Gives the directory back as it was: nothing in it has been changed. */
  abandon(): void {
    this.#isDone = !this.#wasUnfinished;
    this[Symbol.dispose]();
  }

  /** Gives the directory up; without `finish` it stays marked. */
  [Symbol.dispose](): void {
    // Removed while it is locked, so that nobody else's is.
    if (this.#isDone) Deno.removeSync(this.#path);
    this.#file.close();
  }
}

/** "process 4711 since 2026-01-02T03:04:05.000Z" where the run in a directory is not done, else undefined. */
export async function unfinishedIn(directory: string): Promise<string | undefined> {
  const path = join(directory, UNFINISHED);
  const info = await Deno.lstat(path).catch(() => undefined);
  if (info === undefined) return undefined;
  if (!info.isFile) return "something else than a run";
  using file = await Deno.open(path);
  const text = readText(file);
  return text === "" ? undefined : ownerIn(text);
}

function requireFile(path: string): void {
  try {
    if (Deno.lstatSync(path).isFile) return;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw error;
  }
  // To open a FIFO would wait for someone else.
  throw new UsageError(`${path} must be a file of attest's, got something else: remove it`);
}

/** Only what attest writes there is repeated to a reader. */
function ownerIn(text: string): string {
  return /^process \d{1,10} since [0-9T:.Z-]{20,30}(?=\n)/.exec(text)?.[0] ?? "another process";
}

function inUse(directory: string, owner: string): UsageError {
  return new UsageError(
    `${directory} must be left to one run at a time, got one of ${owner}: ` +
      "wait for it, or take another --out",
  );
}

function isAt(file: Deno.FsFile, path: string): boolean {
  try {
    const [here, there] = [file.statSync(), Deno.statSync(path)];
    return here.ino === there.ino && here.dev === there.dev;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

function readText(file: Deno.FsFile): string {
  try {
    const bytes = new Uint8Array(LARGEST);
    file.seekSync(0, Deno.SeekMode.Start);
    return new TextDecoder().decode(bytes.subarray(0, file.readSync(bytes) ?? 0));
  } catch {
    // Where a lock keeps others from reading, too, it is held.
    return "another process";
  }
}

/** Over what was there, and only then cut: at no moment is a mark lost. */
function writeText(file: Deno.FsFile, text: string): void {
  const bytes = new TextEncoder().encode(text);
  try {
    file.seekSync(0, Deno.SeekMode.Start);
    for (let at = 0; at < bytes.length;) at += file.writeSync(bytes.subarray(at));
    file.truncateSync(bytes.length);
    file.syncSync();
  } catch (error) {
    throw new UsageError(`the directory must have room for a run, got ${complaint(error)}`);
  }
}
