/** Test files of a copy of the tree, run with the permissions that their task gives them. */

/** How a run of tests ended; `broken` is a file that does not load, which says nothing of any test. */
export type TestEnd = "passed" | "failed" | "broken" | "ran out of time";

/** Where, and which. */
export interface TestRun {
  /** Root of the copy, which no one else uses. */
  readonly copy: string;
  /** Most seconds. */
  readonly timeout: number;
  /** What the names of the tests hold that are run; all when absent. */
  readonly filter?: string | undefined;
}

/** Folders whose tests start programs, in `test:commands` and `test:probes`. */
const MAY_RUN = /^scripts\/(?:commands|history|pool|probes|project)\//;
/** One for all: what a mistake changes is to be the only difference. */
const SEED = "1";

/** Runs test files; the output is what was printed. */
export async function runTests(
  files: readonly string[],
  { copy, timeout, filter }: TestRun,
): Promise<{ readonly end: TestEnd; readonly output: string }> {
  const signal = AbortSignal.timeout(timeout * 1000);
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["test", "--config=deno.json", "--no-check", "--fail-fast", ...permissionsOf(files)],
      ...(filter === undefined ? [] : [`--filter=${filter}`]),
      ...files,
    ],
    cwd: copy,
    env: { NO_COLOR: "1", ATTEST_TEST_SEED: SEED },
    stdin: "null",
    signal,
  }).output();
  const output = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("");
  return { end: signal.aborted ? "ran out of time" : endOf(files, { code, output }), output };
}

/** What the exit code and the output of `deno test` amount to; a run without a test has noticed nothing. */
export function endOf(
  files: readonly string[],
  { code, output }: { readonly code: number; readonly output: string },
): TestEnd {
  // By name: what a test prints may tell of another run's files.
  if (files.some((file) => output.includes(`./${file} (uncaught error)`))) return "broken";
  const [, passed, failed] = /\| (\d+) passed(?: \(.*?\))? \| (\d+) failed/.exec(output) ?? [];
  if (passed === undefined || Number(passed) + Number(failed) === 0) return "broken";
  return code === 0 && failed === "0" ? "passed" : "failed";
}

function permissionsOf(files: readonly string[]): string[] {
  return [
    ...["--no-prompt", "--allow-read=.", "--allow-write=.attest"],
    "--allow-env=ATTEST_SEED,ATTEST_TEST_SEED",
    ...(files.every((file) => MAY_RUN.test(file)) ? [`--allow-run=${Deno.execPath()}`] : []),
  ];
}
