/** A run's directory: whose it is, what may become one, and what it says until the run is done. */

import { guard, type Probe, type Stage, type Step } from "./probe.ts";
import { attest, editJson, given, holds, make, put } from "./steps.ts";
import { BAD_FILE, badClaim } from "./good_project.ts";

const OWNER = "scripts/run_directory/directory_owner.ts";
const CONTENTS = "scripts/run_directory/directory_contents.ts";
const OUTPUT = "scripts/run_directory/output_directory.ts";
const REPORT = "scripts/run_directory/read_report.ts";

const RUN = ["verify", "--profile", "quick", "--seed", "3", "--no-keep", "--claim", "A1", "--out"];
const UNDONE = "its run is not done";

const MARKED = guard(REPORT, "if (owner !== undefined) {", "if (owner === '') {");
const PLAN = guard(CONTENTS, "/^attest-run\\/[1-9]\\d*$/.test(schema)", 'schema !== ""');
const OURS = guard(OUTPUT, "await requireOurs(directory);", "");

/** The run is there, and is marked as one that was killed. */
const KILLED: readonly Step[] = [
  given("run", [...RUN, "run"]),
  put("run/unfinished", "process 1 since 2026-01-02T03:04:05.000Z\n"),
];

/** While a slow run goes on in the directory `run`, with its plan written, this is done. */
function meanwhile(...steps: readonly Step[]): Step {
  return async (stage: Stage) => {
    const { project, harness } = stage;
    const slow = ["verify", "--profile", "quick", "--no-keep", "--claim", "B1", "--out", "run"];
    const child = project.start(["--project", ".", ...slow], { harness });
    const output = child.output();
    try {
      const deadline = performance.now() + 20_000;
      while (!(await project.read("run/journal.jsonl").catch(() => ""))) {
        if (performance.now() > deadline) throw new Error("the slow run must begin, got none");
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      for (const step of steps) await step(stage);
    } finally {
      child.kill("SIGKILL");
      await output;
    }
  };
}

const SLOW = { [BAD_FILE]: badClaim({ check: "for (;;);" }) };
const LOCKED = guard(OWNER, "if (!file.tryLockSync(true)) throw", "if (!file) throw");
const TAKEN = /run must be left to one run at a time, got one of process \d+ since 20/;

/** All of them. */
export const OWNERSHIP_PROBES: readonly Probe[] = [
  ...[
    ["compare", "run", "run"],
    ["report", "run"],
    ["accept", "run"],
    ["history", "add", "run", "--commit", "1234567"],
  ].map((args): Probe => ({
    name: `a run that was killed is no result to ${args[0]}`,
    part: 4,
    steps: [...KILLED, attest(args, { code: 2, says: UNDONE })],
    guards: [MARKED],
  })),
  {
    name: "a run that was killed keeps its results until somebody says otherwise",
    part: 4,
    steps: [
      ...KILLED,
      attest([...RUN, "run"], { code: 2, says: "go on with it by --resume run, or say --anew" }),
      attest(["verify", "--resume", "run"], { code: 0, says: "1 of 1 claim as expected" }),
      attest([...RUN, "run"], { code: 0 }),
      put("run/unfinished", "process 1 since 2026-01-02T03:04:05.000Z\n"),
      attest([...RUN, "run", "--anew"], { code: 0, says: "1 of 1 claim as expected" }),
    ],
    guards: [
      guard(
        "scripts/commands/begin_run.ts",
        "if (!asked.anew) await requireNoUnfinishedResults(out, plan);",
        "",
      ),
    ],
  },
  {
    name: "a run that was stopped keeps its results, too",
    part: 4,
    steps: [
      given("run", [...RUN, "run"]),
      editJson("run/report.json", ({ run }) => run.interrupted = true),
      attest([...RUN, "run"], { code: 2, says: "or say --anew" }),
    ],
    guards: [
      guard(
        "scripts/run_directory/unfinished_results.ts",
        'return (report as Pick<Report, "run">).run.interrupted === false;',
        "return report !== undefined;",
      ),
    ],
  },
  {
    name: "a run that was killed leaves no verdicts to list",
    part: 4,
    steps: [
      given("attest-report", [...RUN, "attest-report"]),
      put("attest-report/unfinished", "process 1 since 2026-01-02T03:04:05.000Z\n"),
      attest(["list"], { code: 0, hides: /A1 .* verified  +verified/ }),
    ],
    guards: [
      guard(
        "scripts/run_directory/last_verdicts.ts",
        "if (unfinished !== undefined) {",
        "if (unfinished === null) {",
      ),
    ],
  },
  {
    name: "a directory in which a run is at work is nobody else's",
    part: 4,
    files: SLOW,
    steps: [
      meanwhile(
        attest([...RUN, "run"], { code: 2, says: TAKEN }),
        attest(["verify", "--resume", "run"], { code: 2, says: TAKEN }),
        attest(["accept", "run"], { code: 2, says: UNDONE }),
      ),
    ],
    guards: [LOCKED],
  },
  {
    name: "what a killed run had marked is the next run's at once",
    part: 4,
    files: SLOW,
    steps: [
      meanwhile(),
      holds("run/unfinished", /^process \d+ since 20/),
      attest([...RUN, "run"], { code: 0 }),
      attest(["compare", "run", "run"], { code: 0 }),
    ],
    guards: [guard(OWNER, "    this.#file.truncateSync(0);\n    this.#isDone = true;", "")],
  },
  ...([
    ["a folder with files of one's own", "mine", put("mine/report.json", "{}"), OURS],
    ["the project", ".", put("notes.txt", "mine"), OURS],
    ["a folder with a plan that is none", "mine", put("mine/run.json", '{"schema":"b/1"}'), PLAN],
  ] as const).map(([what, out, step, guard]): Probe => ({
    name: `${what} does not become a run's directory`,
    part: 4,
    steps: [
      step,
      attest([...RUN, out], { code: 2, says: "--out must be a new or an empty directory" }),
    ],
    guards: [guard],
  })),
  {
    name: "the mark of a run is a file, and nothing is waited for",
    part: 4,
    steps: [
      given("run", [...RUN, "run"]),
      make("mkfifo", "./run/unfinished"),
      attest([...RUN, "run", "--anew"], { code: 2, says: "must be a file of attest's" }),
      attest(["accept", "run"], { code: 2, says: "something else than a run" }),
    ],
    guards: [guard(OWNER, "    requireFile(path);\n", "")],
  },
];
