/** One question and its answer in either format; what does not fit is said in words. */

import { FORMS } from "../../src/attention/operations.ts";
import type { ByteSource } from "./byte_source.ts";
import { answersLength, bytesOf, type Calls, MAY_REFUSE, valuesOf } from "./calls.ts";
import { binaryReplySchema, type Handshake, jsonReplySchema, parseLine } from "./protocol.ts";

/** All answers, one after the other. */
export interface Answers {
  readonly values: Float64Array;
  /** Calls that it refuses, ascending: what stands in their place says nothing. */
  readonly refused?: readonly number[];
}

/** What came of calls: all answers one after the other, or what the model says that it could not do. */
export type CallsReply = Answers | { readonly error: string };

/** An answer that breaks the protocol: nothing that comes after it can be believed. */
export class BrokenProtocol extends Error {
  override name = "BrokenProtocol";
}

/** Bytes of a line that begins an answer, and of those that a number takes in JSON, with room for errors. */
const [HEADER, A_NUMBER] = [1 << 16, 40];

/** The bytes of a question. */
export function questionBytes(
  { operation, sizes, values }: Calls,
  { id, format }: { readonly id: number; readonly format: Handshake["format"] },
): readonly Uint8Array<ArrayBuffer>[] {
  const encoder = new TextEncoder();
  if (format === "binary") {
    const bytes = bytesOf(values);
    const header = JSON.stringify({ id, operation, sizes, bytes: bytes.length });
    return [encoder.encode(`${header}\n`), bytes];
  }
  let at = 0;
  const calls = sizes.map((size) => {
    const fields = FORMS[operation].fields(size).map(({ name, length }) =>
      [name, Array.from(values.subarray(at, at += length), jsonNumber)] as const
    );
    return { sizes: size, ...Object.fromEntries(fields) };
  });
  return [encoder.encode(`${JSON.stringify({ id, operation, calls })}\n`)];
}

/**
 * The answer to a question; undefined where the model's output ends before.
 *
 * @throws {BrokenProtocol} On anything else.
 */
export async function readReply(
  source: ByteSource,
  calls: Calls,
  { id, format }: { readonly id: number; readonly format: Handshake["format"] },
): Promise<CallsReply | undefined> {
  const wanted = answersLength(calls);
  const isBinary = format === "binary";
  const line = await lineOf(source, HEADER + (isBinary ? 0 : A_NUMBER * wanted));
  if (line === undefined) return undefined;
  const schema = isBinary ? binaryReplySchema : jsonReplySchema;
  const { data, error } = schema.safeParse(parseLine(line));
  if (data === undefined) {
    const shape = isBinary ? '{"id":1,"bytes":16}' : '{"id":1,"answers":[[0.5,0.5]]}';
    throw new BrokenProtocol(
      `an answer must begin with a line like ${shape}, got ${excerpt(line)}${placeOf(error)}`,
    );
  }
  if (data.id !== id) {
    throw new BrokenProtocol(`it was asked question ${id}, got an answer to ${data.id}`);
  }
  if ("error" in data) return { error: `it says: ${excerpt(data.error, 500)}` };
  if ("answers" in data) return jsonValues(data.answers, calls);
  const { refused = [] } = data;
  requireRefusals(refused, calls);
  const given = wanted - answersLength({ ...calls, sizes: refused.map((i) => calls.sizes[i]) });
  if (data.bytes !== 8 * given) {
    throw new BrokenProtocol(`${asked(calls)} needs ${8 * given} bytes, got ${data.bytes}`);
  }
  const bytes = await source.bytes(data.bytes);
  if (bytes === undefined) throw new BrokenProtocol("its output ended within an answer");
  return refused.length === 0
    ? { values: valuesOf(bytes) }
    : { values: spread(valuesOf(bytes), calls, refused), refused };
}

/** Refusals must be of calls that were asked, each once and in order, of an operation that may refuse. */
function requireRefusals(refused: readonly number[], { operation, sizes }: Calls): void {
  if (refused.length === 0) return;
  if (operation !== MAY_REFUSE) {
    throw new BrokenProtocol(
      `${MAY_REFUSE} alone may refuse a call, got a refusal of ${operation}`,
    );
  }
  if (refused.some((call, i) => call >= sizes.length || (i > 0 && call <= refused[i - 1]))) {
    throw new BrokenProtocol(
      `refused must be calls from 0 to ${sizes.length - 1}, ascending, got ${
        excerpt(`${refused}`)
      }`,
    );
  }
}

/** The answers with room for those of the refused calls. */
function spread(given: Float64Array, calls: Calls, refused: readonly number[]): Float64Array {
  const values = new Float64Array(answersLength(calls)).fill(NaN);
  let [from, at] = [0, 0];
  for (const [i, size] of calls.sizes.entries()) {
    const length = FORMS[calls.operation].answers(size);
    if (!refused.includes(i)) values.set(given.subarray(from, from += length), at);
    at += length;
  }
  return values;
}

function jsonValues(
  answers: readonly (number | readonly number[] | null)[],
  calls: Calls,
): CallsReply {
  const { operation, sizes } = calls;
  if (answers.length !== sizes.length) {
    return { error: `${asked(calls)} needs ${sizes.length} answers, got ${answers.length}` };
  }
  const values = new Float64Array(answersLength(calls));
  const refused: number[] = [];
  let at = 0;
  for (const [i, size] of sizes.entries()) {
    const wanted = FORMS[operation].answers(size);
    const given = answers[i];
    if (given === null && operation === MAY_REFUSE) {
      refused.push(i);
      values.fill(NaN, at, at += wanted);
      continue;
    }
    const answer = [given].flat();
    if (given === null) return { error: `${operation} must give ${wanted} numbers, got null` };
    if (answer.length !== wanted) {
      return { error: `${operation} must give ${wanted} numbers, got ${answer.length}` };
    }
    values.set(answer as number[], at);
    at += wanted;
  }
  return refused.length === 0 ? { values } : { values, refused };
}

async function lineOf(source: ByteSource, longest: number): Promise<string | undefined> {
  try {
    return await source.line({ longest });
  } catch (error) {
    throw new BrokenProtocol(`its answer is too long: ${(error as Error).message}`);
  }
}

function asked({ operation, sizes }: Calls): string {
  return `${operation} of ${sizes.length === 1 ? "1 call" : `${sizes.length} calls`}`;
}

/** A text that may be anything, short and on one line. */
export function excerpt(text: string, longest = 60): string {
  const line = text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
  return line.length <= longest ? line || "nothing" : `${line.slice(0, longest)}…`;
}

function placeOf(error: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] }) {
  const path = error.issues[0]?.path ?? [];
  return path.length === 0 ? "" : ` (at ${path.map(String).join(".")})`;
}

/** JSON has no such numbers: they are texts of their names. */
function jsonNumber(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}
