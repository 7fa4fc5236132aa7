/** `attest diagnose` and `attest answer`: read and computed in a process of their own, written here. */

import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { writeAtomically } from "../base/atomic_write.ts";
import { readOutsideText } from "../base/outside_file.ts";
import { IS_BUNDLED, RECORDS } from "../base/paths.ts";
import { complaint, UsageError } from "../base/usage_error.ts";
import type {
  AnswerRequest,
  DiagnoseRequest,
  RecordsRequest,
  RecordsResponse,
} from "../records/request.ts";
import { stdoutWidth, writeOutput } from "../terminal/terminal.ts";

/** Where results go. */
interface Places {
  readonly out?: string;
  readonly save?: string;
}

/** Arguments of `attest diagnose`. */
export interface DiagnoseArguments
  extends Places, Omit<DiagnoseRequest, "command" | "width" | "files" | "save"> {
  readonly save?: string;
}

/** Arguments of `attest answer`. */
export interface AnswerArguments extends Omit<AnswerRequest, "command" | "width" | "files"> {
  readonly out?: string;
}

/** What a directory of results may hold before it is written to. */
const RESULTS = new Set(["diagnosis.json", "answers.csv", "answers.json", "page.html"]);
/** How a kept model begins. */
const MODEL_START = '{"schema":"attest-answer-model/';

/** Largest model, in bytes. */
const LIMIT = { bytes: 512 * 2 ** 20 };

/** Diagnoses a table; returns the exit code. */
export async function runDiagnose(asked: DiagnoseArguments): Promise<number> {
  const { out, save, ...rest } = asked;
  return await run({
    command: "diagnose",
    ...rest,
    width: stdoutWidth(),
    files: out !== undefined,
    save: save !== undefined,
  }, { ...(out !== undefined && { out }), ...(save !== undefined && { save }) });
}

/** Answers queries with a kept model; returns the exit code. */
export async function runAnswer({ out, ...rest }: AnswerArguments): Promise<number> {
  return await run(
    { command: "answer", ...rest, width: stdoutWidth(), files: out !== undefined },
    { ...(out !== undefined && { out }) },
  );
}

async function run(request: RecordsRequest, { out, save }: Places): Promise<number> {
  // Before it takes its time, and again before anything is written.
  await requirePlaces({ ...(out && { out }), ...(save && { save }) });
  const { code, stdout } = await computed(JSON.stringify(request));
  if (code !== 0) return code === 2 ? 2 : 70;
  const response: RecordsResponse = JSON.parse(new TextDecoder().decode(stdout));
  if (out !== undefined) await writeFiles(out, response.files);
  if (save !== undefined && response.model !== null) {
    await writeAtomically(save, response.model).catch((error) => {
      throw unusable("--save", save, complaint(error));
    });
  }
  writeOutput(response.text);
  return 0;
}

async function computed(input: string): Promise<Deno.CommandOutput> {
  if (IS_BUNDLED) {
    throw new UsageError(
      "a table is read by packages that are not in a bundle, got one: diagnose it from the sources, by " +
        "`deno task attest diagnose`",
    );
  }
  let child: Deno.ChildProcess;
  try {
    child = new Deno.Command(fileURLToPath(RECORDS), {
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
  } catch (error) {
    throw new UsageError(
      `tables need scripts/records/records.sh to run, which needs a POSIX shell and the permission ` +
        `that \`deno task attest\` gives, got ${complaint(error)}`,
    );
  }
  // A child that ends before it has read all is told of by its exit code.
  const given = new Response(input).body!.pipeTo(child.stdin).catch(() => {});
  const output = await child.output();
  await given;
  return output;
}

async function writeFiles(
  directory: string,
  files: RecordsResponse["files"],
): Promise<void> {
  await requireDirectory(directory);
  try {
    await Deno.mkdir(directory, { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      await writeAtomically(`${directory}/${name}`, text);
    }
  } catch (error) {
    throw unusable("--out", directory, complaint(error));
  }
}

async function requirePlaces({ out, save }: Places): Promise<void> {
  if (out !== undefined) await requireDirectory(out);
  if (save === undefined) return;
  const folder = await Deno.stat(dirname(save)).catch(() => undefined);
  if (!folder?.isDirectory) throw unusable("--save", save, "its directory is not there");
  const info = await Deno.lstat(save).catch(() => undefined);
  if (info === undefined) return;
  if (!info.isFile) throw unusable("--save", save, "not a file");
  const text = await readOutsideText(save, LIMIT).catch(() => "");
  if (!text.startsWith(MODEL_START)) {
    throw unusable("--save", save, "it is there already and no model of attest");
  }
}

/** Throws unless nothing is there, or a directory with earlier results alone. */
async function requireDirectory(directory: string): Promise<void> {
  const info = await Deno.stat(directory).catch(() => undefined);
  if (info === undefined) return;
  if (!info.isDirectory) throw unusable("--out", directory, "a file");
  for await (const { name } of Deno.readDir(directory)) {
    if (RESULTS.has(name)) continue;
    throw unusable("--out", directory, `one that holds ${JSON.stringify(basename(name))} already`);
  }
}

function unusable(option: string, path: string, got: string): UsageError {
  const what = option === "--out"
    ? "a new directory, or one with an earlier diagnosis alone"
    : "a new file, or an earlier model";
  return new UsageError(`${option} must be ${what}, got ${path}: ${got}`);
}
