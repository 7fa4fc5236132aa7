/** A report from disk: whatever is wrong with the file is said, in one line. */

import { dirname, join } from "node:path";
import { contradiction } from "../../src/report/contradiction.ts";
import { type Report, REPORT_SCHEMA, reportSchema } from "../../src/report/schema.ts";
import { unfinishedIn } from "./directory_owner.ts";
import { LARGEST_REPORT, REPORT_FILE } from "./report_file.ts";
import { firstIssue } from "../base/first_issue.ts";
import { parseOutside, readOutsideText } from "../base/outside_file.ts";
import { complaint, UsageError } from "../base/usage_error.ts";

/**
 * The report in a file, or in the report.json of a directory.
 *
 * @throws {UsageError} On a directory whose run is not done, and a file that cannot be read, is too large, cut off, of another version, or no
 * report at all.
 */
export async function readReport(path: string): Promise<Report> {
  const info = await Deno.stat(path).catch((error) => error as Error);
  const isDirectory = !(info instanceof Error) && info.isDirectory;
  const directory = isDirectory ? path : dirname(path);
  const owner = await unfinishedIn(directory);
  if (owner !== undefined) {
    throw unusable(
      path,
      `its run is not done (${owner}); wait for it or, if it was killed, go on with it by \`attest verify --resume ${directory}\``,
    );
  }
  if (info instanceof Error) throw unusable(path, complaint(info));
  const file = isDirectory ? join(path, REPORT_FILE) : path;
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
  const { data, error } = reportSchema.safeParse(value);
  if (data === undefined) throw unusable(path, firstIssue(error));
  const contrary = contradiction(data);
  if (contrary !== undefined) throw unusable(path, contrary);
  return data;
}

async function readText(path: string): Promise<string> {
  try {
    return await readOutsideText(path, { bytes: LARGEST_REPORT });
  } catch (error) {
    throw unusable(path, complaint(error));
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return parseOutside(text);
  } catch (error) {
    throw unusable(path, complaint(error));
  }
}

/** The number after `attest-report/`; undefined for what is no report. */
function versionOf(value: unknown): number | undefined {
  const schema = (value as { schema?: unknown } | null)?.schema;
  if (typeof schema !== "string") return undefined;
  const [, version] = /^attest-report\/([1-9]\d{0,5})$/.exec(schema) ?? [];
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
