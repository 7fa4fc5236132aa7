/** Reports from disk: every way in which a file can be no report is a sentence, never a crash. */

import { join } from "node:path";
import { type Report, REPORT_SCHEMA, reportSchema } from "../src/report/schema.ts";
import { complaint, UsageError } from "./usage_error.ts";

/** Largest report that is read, in bytes; the whole suite at the deep profile takes 1 MB. */
export const LARGEST_REPORT = 50_000_000;

const FORMAT = /^attest-report\/(\d+)$/;
const VERSION = Number(FORMAT.exec(REPORT_SCHEMA)![1]);

/**
 * The report in a file, or in the report.json of a directory.
 *
 * @throws {UsageError} If there is none that can be used, with the path and the first thing that is wrong.
 */
export async function readReport(path: string): Promise<Report> {
  return parseReport(await readText(path), path);
}

/** The report that a text holds; `path` is what errors call it. */
export function parseReport(text: string, path: string): Report {
  const value = parseJson(text, path);
  requireVersion((value as { schema?: unknown } | null)?.schema, path);
  const { success, data, error } = reportSchema.safeParse(value);
  if (success) return data;
  const [issue] = error.issues;
  const where = issue.path.length === 0 ? "it" : issue.path.join(".");
  throw new UsageError(`${path} must follow ${REPORT_SCHEMA}: ${where}: ${issue.message}`);
}

async function readText(path: string): Promise<string> {
  const unreadable = (error: unknown) => {
    throw new UsageError(
      `a report is a file, or a directory with a report.json, got ${path}: ${complaint(error)}`,
    );
  };
  const info = await Deno.stat(path).catch(unreadable);
  if (info.isDirectory) return await readFile(join(path, "report.json"), unreadable);
  return await readFile(path, unreadable);
}

async function readFile(path: string, unreadable: (error: unknown) => never): Promise<string> {
  const { isFile, size } = await Deno.stat(path).catch(unreadable);
  if (!isFile) unreadable(new Error("not a file"));
  if (size > LARGEST_REPORT) {
    throw new UsageError(`a report has at most ${LARGEST_REPORT} bytes, got ${size} in ${path}`);
  }
  return await Deno.readTextFile(path).catch(unreadable);
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} must be JSON and whole: ${complaint(error)}`);
  }
}

/** A report of another version is told from what is no report. */
function requireVersion(schema: unknown, path: string): void {
  if (schema === REPORT_SCHEMA) return;
  const version = Number(FORMAT.exec(String(schema))?.[1]);
  if (version > VERSION) {
    throw new UsageError(
      `${path} is ${schema}, newer than ${REPORT_SCHEMA}: use the attest that wrote it`,
    );
  }
  if (version < VERSION) {
    throw new UsageError(`${path} is ${schema}, older than ${REPORT_SCHEMA}: run verify again`);
  }
  const got = schema === undefined ? "no schema" : JSON.stringify(schema)?.slice(0, 60);
  throw new UsageError(`${path} must have the schema "${REPORT_SCHEMA}", got ${got}`);
}
