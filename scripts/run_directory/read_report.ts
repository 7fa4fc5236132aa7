/** A report from disk: whatever is wrong with the file is said, in one line. */

import { join } from "node:path";
import { type Report, REPORT_SCHEMA, reportSchema } from "../../src/report/schema.ts";
import { complaint, UsageError } from "../base/usage_error.ts";

/** Largest file that is read, in bytes; a full deep report has about one million. */
export const LARGEST_REPORT = 64_000_000;

/**
 * The report in a file, or in the report.json of a directory.
 *
 * @throws {UsageError} On a file that cannot be read, is too large, cut off, of another version, or no
 * report at all.
 */
export async function readReport(path: string): Promise<Report> {
  const info = await Deno.stat(path).catch((error) => {
    throw unusable(path, complaint(error));
  });
  const file = info.isDirectory ? join(path, "report.json") : path;
  return parseReport(await readText(file), file);
}

/** The report in a text; `path` is what errors call it. */
export function parseReport(text: string, path: string): Report {
  const value = parseJson(text, path);
  const version = versionOf(value);
  const [name, ours] = REPORT_SCHEMA.split("/");
  if (version === undefined) {
    throw unusable(path, `its schema must be "${REPORT_SCHEMA}", got ${shown(value)}`);
  }
  if (version > Number(ours)) {
    throw unusable(
      path,
      `it is of the newer schema ${name}/${version}, this attest reads ${REPORT_SCHEMA}`,
    );
  }
  if (version < Number(ours)) {
    throw unusable(path, `it is of the older schema ${name}/${version}; run attest verify again`);
  }
  try {
    const { data, error } = reportSchema.safeParse(value);
    if (data) return data;
    const [{ path: place, message }] = error.issues;
    throw unusable(path, `${place.map(String).join(".") || "it"}: ${message}`);
  } catch (error) {
    if (error instanceof RangeError) throw unusable(path, "it is nested too deeply");
    throw error;
  }
}

async function readText(path: string): Promise<string> {
  try {
    const info = await Deno.stat(path);
    if (!info.isFile) throw new UsageError("not a file");
    if (info.size > LARGEST_REPORT) {
      throw new UsageError(`it must have at most ${LARGEST_REPORT} bytes, got ${info.size}`);
    }
    return new TextDecoder("utf-8", { fatal: true }).decode(await Deno.readFile(path));
  } catch (error) {
    if (error instanceof TypeError) throw unusable(path, "it must be UTF-8 text");
    throw unusable(path, complaint(error));
  }
}

function parseJson(text: string, path: string): unknown {
  if (text.trim() === "") throw unusable(path, "it is empty");
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = complaint(error);
    throw unusable(path, isCutOff(message, text) ? "it is cut off" : `it must be JSON: ${message}`);
  }
}

/** Whether the parser found its mistake where the text ends: then it was not written to its end. */
function isCutOff(message: string, text: string): boolean {
  const [, position] = /position (\d+)/.exec(message) ?? [];
  return /^un(expected end|terminated)/.test(message) || Number(position) >= text.trimEnd().length;
}

/** The number after `attest-report/`; undefined for what is no report. */
function versionOf(value: unknown): number | undefined {
  const schema = (value as { schema?: unknown } | null)?.schema;
  const [, version] = /^attest-report\/([1-9]\d{0,5})$/.exec(String(schema)) ?? [];
  return version === undefined ? undefined : Number(version);
}

/** The schema that a file names, short enough for a line. */
function shown(value: unknown): string {
  const schema = (value as { schema?: unknown } | null)?.schema;
  return schema === undefined ? "no schema" : String(JSON.stringify(schema)).slice(0, 80);
}

function unusable(path: string, got: string): UsageError {
  return new UsageError(`cannot read the report ${path}: ${got}`);
}
