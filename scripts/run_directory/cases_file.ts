/** The file of all generated cases: written in the order of the claims, whichever came in first. */

import { replaceAtomically, writeAll, writeAllSync } from "../base/atomic_write.ts";
import { complaint, UsageError } from "../base/usage_error.ts";

/** Name of the file in the directory of a run. */
export const CASES = "cases.jsonl";

/** Bytes copied at a time. */
const CHUNK = 1 << 20;

/** Where a piece of text lies in the spool. */
interface Piece {
  readonly offset: number;
  readonly length: number;
}

/**
 * Collects lines in a temporary file as they come in, and puts them in order at the end.
 *
 * All cases of a long run do not fit into memory. Errors are kept for `finish`: the results of a run are
 * worth more than its cases, and are written first.
 */
export class CasesFile implements AsyncDisposable {
  readonly #path: string;
  readonly #spoolPath: string;
  readonly #spool: Deno.FsFile;
  readonly #pieces = new Map<string, Piece[]>();
  #length = 0;
  #error: unknown;

  private constructor(path: string, spoolPath: string, spool: Deno.FsFile) {
    this.#path = path;
    this.#spoolPath = spoolPath;
    this.#spool = spool;
  }

  /**
   * Starts without cases, in a directory that is there.
   *
   * @throws {UsageError} If it cannot be written to.
   */
  static async open(directory: string): Promise<CasesFile> {
    const path = `${directory}/${CASES}`;
    const spoolPath = `${path}.${crypto.randomUUID()}.spool.tmp`;
    try {
      const options = { read: true, write: true, createNew: true };
      const spool = await Deno.open(spoolPath, options);
      // Gone from the directory at once, where the system allows it: then nothing can leave it behind.
      await Deno.remove(spoolPath).catch(() => {});
      return new CasesFile(path, spoolPath, spool);
    } catch (error) {
      throw unusable(path, error);
    }
  }

  /** Adds whole lines of a claim, after those that it has. */
  add(claimId: string, lines: string): void {
    if (this.#error !== undefined) return;
    const bytes = new TextEncoder().encode(lines);
    try {
      writeAllSync(this.#spool, bytes);
    } catch (error) {
      this.#error = error;
      return;
    }
    const pieces = this.#pieces.get(claimId) ?? [];
    pieces.push({ offset: this.#length, length: bytes.length });
    this.#pieces.set(claimId, pieces);
    this.#length += bytes.length;
  }

  /**
   * Writes the file: the lines of the claims in this order, in full or not at all.
   *
   * @throws {UsageError} If it, or an earlier piece of it, could not be written.
   */
  async finish(claimIds: readonly string[]): Promise<void> {
    try {
      if (this.#error !== undefined) throw this.#error;
      await replaceAtomically(this.#path, async (file) => {
        const pieces = claimIds.flatMap((id) => this.#pieces.get(id) ?? []);
        for (const piece of pieces) await this.#copy(piece, file);
      });
    } catch (error) {
      throw unusable(this.#path, error);
    }
  }

  async #copy({ offset, length }: Piece, to: Deno.FsFile): Promise<void> {
    await this.#spool.seek(offset, Deno.SeekMode.Start);
    for (let left = length; left > 0;) {
      const bytes = new Uint8Array(Math.min(CHUNK, left));
      const read = await this.#spool.read(bytes);
      if (read === null) throw new Error("its temporary file was cut short");
      await writeAll(to, bytes.subarray(0, read));
      left -= read;
    }
  }

  /** Removes the temporary file. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#spool.close();
    await Deno.remove(this.#spoolPath).catch(() => {});
  }
}

function unusable(path: string, error: unknown): UsageError {
  return new UsageError(
    `--cases must have a file that can be written to, got ${path}: ${complaint(error)}`,
  );
}
