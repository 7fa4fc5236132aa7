/**
 * Runs `deno test` on several files at once, and prints a line for each claim, each folder and each test that
 * failed, in an order that does not depend on which was done first. The JUnit report has that order too.
 *
 * `run_tests.ts --junit-path=FILE [--groups=N] [flags and files of deno test]`; run by `deno task test`. With
 * groups it finds the files itself, and takes flags only.
 */

import "../terminal/uncaught.ts";
import config from "../../deno.json" with { type: "json" };
import { writeAtomically } from "../base/atomic_write.ts";
import { contentSeed, testedSeed } from "../project/content_seed.ts";
import { REWRITE } from "../terminal/printed.ts";
import {
  stderrIsLive,
  stdoutWidth,
  terminalWidth,
  writeError,
  writeOutput,
} from "../terminal/terminal.ts";
import { countTests, formatTotals } from "./junit_counts.ts";
import { readSuites, sortReport } from "./junit_xml.ts";
import { groupsOf, groupText, testFilesBeside } from "./test_groups.ts";
import { failureLines, testLines } from "./test_lines.ts";

const JUNIT = "--junit-path=";
const GROUPS = "--groups=";
const IGNORE = "--ignore=";
/** Where the groups lie while the tests run, three levels below the root: what git ignores, deno does not test. */
const GROUP_FOLDER = "scripts/checks/.groups";
const path = Deno.args.find((argument) => argument.startsWith(JUNIT))?.slice(JUNIT.length);
if (!path) {
  writeError(`run_tests takes ${JUNIT}FILE and flags of deno test, got ${Deno.args.join(" ")}\n`);
  Deno.exit(2);
}
// What `deno test` writes bit by bit and in any order; whole and in order it gets its name.
const unsorted = `${path}.unsorted`;
for (const stale of [path, unsorted]) await Deno.remove(stale).catch(() => {});
await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });

const groups = Number(
  Deno.args.find((argument) => argument.startsWith(GROUPS))?.slice(GROUPS.length) ?? 0,
);
const grouped = groups > 0 ? await writeGroups(groups) : [];

writeError("deno test: type-checking, then several files at once\n");
const child = new Deno.Command(Deno.execPath(), {
  // With --ignore, deno test forgets what the configuration excludes.
  args: ["test", "--parallel", ...Deno.args.flatMap(argumentOfDeno), ...grouped],
  // The seeds that follow from the sources, found once and not by every file. And what is printed is the same
  // whether or not npx runs the tests, whose word of itself would come through to the command line.
  env: {
    NO_COLOR: "1",
    npm_command: "",
    ATTEST_SEED: String(await contentSeed()),
    ATTEST_TEST_SEED: Deno.env.get("ATTEST_TEST_SEED") ?? String(await testedSeed()),
  },
  stdin: "null",
  stdout: "piped",
  stderr: "piped",
}).spawn();
const [output, errors] = await Promise.all([
  collect(child.stdout, progress()),
  collect(child.stderr),
]);
if (stderrIsLive()) writeError(REWRITE);
const { code } = await child.status;
if (groups > 0) await Deno.remove(GROUP_FOLDER, { recursive: true });
const xml = await Deno.readTextFile(unsorted).catch(() => undefined);
if (xml === undefined) fail(`${output}${errors}`);
const suites = readSuites(xml);
await writeAtomically(path, sortReport(xml));
await Deno.remove(unsorted);
const failures = failureLines(suites);
for (const line of [...testLines(suites, stdoutWidth()), ...failures]) writeOutput(`${line}\n`);
// A file that does not load is in no report.
const [, unloaded] = /\n ERRORS \n(.*)\n FAILURES \n/s.exec(output) ?? [];
if (code !== 0 && (failures.length === 0 || /\(uncaught error\)/.test(unloaded ?? ""))) {
  writeOutput(`${unloaded ?? `${output}${errors}`}\n`);
}
writeOutput(`\n${formatTotals(countTests(xml))}\n`);
Deno.exit(code);

function argumentOfDeno(argument: string): string[] {
  if (argument.startsWith(JUNIT)) return [`${JUNIT}${unsorted}`];
  if (argument.startsWith(GROUPS)) return [];
  return [argument.startsWith(IGNORE) ? [argument, ...config.exclude].join(",") : argument];
}

/** Writes modules that load all test files but those to be ignored; returns where they are. */
async function writeGroups(count: number): Promise<string[]> {
  const asked = Deno.args.filter((argument) => argument.startsWith(IGNORE))
    .flatMap((argument) => argument.slice(IGNORE.length).split(","));
  const files = await testFilesBeside([...asked, ...config.exclude]);
  await Deno.remove(GROUP_FOLDER, { recursive: true }).catch(() => {});
  await Deno.mkdir(GROUP_FOLDER, { recursive: true });
  return Promise.all(
    groupsOf(files, count).map(async (paths, i) => {
      const path = `${GROUP_FOLDER}/group_${i}_test.ts`;
      await writeAtomically(path, groupText(paths, 3));
      return path;
    }),
  );
}

/** All text of a stream, each piece told while it comes. */
async function collect(stream: ReadableStream<Uint8Array>, tell = (_: string) => {}) {
  let all = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    all += text;
    tell(text);
  }
  return all;
}

/** Counts the tests that are done, on a terminal. */
function progress(): (text: string) => void {
  if (!stderrIsLive()) return () => {};
  let done = 0;
  return (text) => {
    done += text.match(/ \.\.\. (?:ok|FAILED|ignored)/g)?.length ?? 0;
    const line = `${done} tests done`.slice(0, terminalWidth() - 1);
    writeError(`${REWRITE}${line}`);
  };
}

function fail(text: string): never {
  writeError(`${text.trimEnd()}\n`);
  Deno.exit(code || 1);
}
