/** Files that are there in full or not at all. */

/**
 * Writes text or bytes to a file beside `path` and renames it there; on failure nothing is left behind.
 */
export function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return replaceAtomically(path, (file) => writeAll(file, bytes));
}

/** The same for what `write` writes, piece by piece. */
export async function replaceAtomically(
  path: string,
  write: (file: Deno.FsFile) => Promise<void>,
): Promise<void> {
  const temporary = `${path}.${crypto.randomUUID()}.tmp`;
  try {
    using file = await Deno.open(temporary, { write: true, createNew: true });
    await write(file);
    // On disk before it is called by its name: a crash after the rename must not leave it empty.
    await file.sync();
    await Deno.rename(temporary, path);
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw error;
  }
}

/** Writes all of the bytes; a system may take fewer at a time. */
export async function writeAll(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += await file.write(bytes.subarray(written));
  }
}

/** The same, and back only when it is done. */
export function writeAllSync(file: Deno.FsFile, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length;) written += file.writeSync(bytes.subarray(written));
}
