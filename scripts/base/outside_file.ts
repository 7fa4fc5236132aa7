/**
 * Files that someone else may have written, or put something else in place of: the one way to read them.
 *
 * What is read is a regular file of a known largest size: a FIFO would be waited for without end, a device
 * read without end. Errors say what is wrong and not with which file, which the reader's own message does.
 */

/** Depth of JSON beyond which no file of ours goes; parsers and checkers run out of stack far beyond. */
const DEEPEST = 100;
/** Bytes read at a time. */
const CHUNK = 1 << 20;

/** Most that is read. */
export interface Limit {
  readonly bytes: number;
}

/**
 * The bytes of a regular file.
 *
 * @throws {RangeError} If it is no regular file, or larger than the limit.
 * @throws {Error} Of the system's, `Deno.errors.NotFound` for one, where it cannot be read.
 */
export async function readOutside(path: string | URL, limit: Limit): Promise<Uint8Array> {
  // Before it is opened: opening a FIFO waits for someone who writes.
  requireUsable(await Deno.stat(path), limit);
  using file = await Deno.open(path);
  // It may be another one by now.
  requireUsable(await file.stat(), limit);
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const piece = new Uint8Array(CHUNK);
    const count = await file.read(piece);
    if (count === null) break;
    length += count;
    if (length > limit.bytes) throw tooLong(limit, "more");
    pieces.push(piece.subarray(0, count));
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** The same as text; throws a TypeError where it is not UTF-8. */
export async function readOutsideText(path: string | URL, limit: Limit): Promise<string> {
  return decodeUtf8(await readOutside(path, limit));
}

/** Text from bytes that must be UTF-8, or a TypeError. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new TypeError("It must be UTF-8 text");
  }
}

/**
 * The value of a JSON text that is not nested without end.
 *
 * @throws {SyntaxError} If it is empty, cut off or no JSON.
 * @throws {RangeError} If it is nested more deeply than any file of ours.
 */
export function parseOutside(text: string): unknown {
  if (text.trim() === "") throw new SyntaxError("It is empty");
  requireShallow(text);
  try {
    return JSON.parse(text);
  } catch (error) {
    // The parser quotes the text, line breaks and all.
    const message = (error as Error).message.replaceAll(/\p{Cc}+/gu, " ");
    throw new SyntaxError(
      isCutOff(message, text) ? "It is cut off" : `It must be JSON: ${message}`,
    );
  }
}

/** Whether something is there that could not be read as a file; nothing at all is not. */
export function isMissing(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound;
}

function requireUsable({ isFile, size }: Deno.FileInfo, limit: Limit): void {
  if (!isFile) throw new RangeError("It must be a regular file");
  if (size > limit.bytes) throw tooLong(limit, size);
}

function tooLong({ bytes }: Limit, got: number | string): RangeError {
  return new RangeError(`It must have at most ${bytes} bytes, got ${got}`);
}

/**
 * Throws a RangeError where JSON is nested more deeply than any file of ours. It counts brackets outside of
 * strings: what is checked before it is parsed cannot overflow a checker.
 */
export function requireShallow(text: string): void {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === 0x5c) i++;
      else if (c === 0x22) inString = false;
    } else if (c === 0x22) inString = true;
    else if (c === 0x5b || c === 0x7b) {
      if (++depth > DEEPEST) {
        throw new RangeError(`It is nested too deeply: at most ${DEEPEST} levels are read`);
      }
    } else if (c === 0x5d || c === 0x7d) depth--;
  }
}

/** Whether the parser found its mistake where the text ends: then it was not written to its end. */
function isCutOff(message: string, text: string): boolean {
  const [, position] = /position (\d+)/.exec(message) ?? [];
  return /^Un(expected end|terminated)/.test(message) || Number(position) >= text.trimEnd().length;
}
