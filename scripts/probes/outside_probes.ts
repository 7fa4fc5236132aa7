/** Something else in place of a file that attest reads is refused at once, on one line. */

import type { Guard, Probe, Step } from "./probe.ts";
import { attest, given, make, put } from "./steps.ts";

const OUTSIDE = "scripts/base/outside_file.ts";
const RUN = ["verify", "--profile", "quick", "--seed", "3", "--no-keep", "--claim", "A1"];
const HERE = [...RUN, "--out", "o"];

/** Files that are read, a command that reads each, and how its complaint begins. */
const READERS: readonly [path: string, args: readonly string[], rule: string][] = [
  ["run/run.json", ["verify", "--resume", "run"], "run/run.json must be the plan of a run"],
  ["run/journal.jsonl", ["verify", "--resume", "run"], "run/journal.jsonl must be readable"],
  ["run/journal.jsonl", ["merge", "run", "--out", "m"], "run/journal.jsonl must be readable"],
  ["run/report.json", ["compare", "run", "run"], "cannot read the report run/report.json"],
  ["run/report.json", ["accept", "run"], "cannot read the report run/report.json"],
  ["run/figures.json", ["report", "run"], "cannot read the figures run/figures.json"],
  ["case.json", ["replay", "case.json"], "cannot replay case.json"],
  ["fixtures/calibration.json", HERE, "fixtures/calibration.json must be"],
  [
    "fixtures/counterexamples/x.json",
    HERE,
    "fixtures/counterexamples/x.json must be a kept counterexample",
  ],
  ["history.db", ["history", "show", "--db", "history.db"], "--db must be a history"],
];

/** What is put in place of a file, and what is said of it. */
const KINDS: readonly [string, (path: string) => Step][] = [
  ["a directory", (path) => make("mkdir", `./${path}`)],
  ["a FIFO", (path) => make("mkfifo", `./${path}`)],
  ["/dev/zero", (path) => make("ln", "-s", "/dev/zero", `./${path}`)],
];

const guard = (find: string, replace: string): Guard => ({ file: OUTSIDE, find, replace });
const REGULAR = guard("if (!isFile) throw new RangeError(", "if (size < 0) throw new RangeError(");
const SMALL = guard("if (size > limit.bytes) throw", "if (size < 0) throw");
const SHALLOW = guard("if (++depth > DEEPEST) {", "if (++depth < 0) {");
const HISTORY: Guard = {
  file: "scripts/history/history_file.ts",
  find: "if (info && !info.isFile) refuse",
  replace: "if (info && info.size < 0) refuse",
};

/** What a file must hold, and what it holds instead. */
const TEXTS: readonly [string, string, said: string, Guard][] = [
  [
    "nothing",
    "",
    "it is empty",
    guard('if (text.trim() === "") throw', 'if (text === "never") throw'),
  ],
  [
    "half of its text",
    '{"schema": "attest-report/2", "run": {',
    "it is cut off",
    guard('isCutOff(message, text) ? "It is cut off"', 'text === "" ? "It is cut off"'),
  ],
  ["a text without an end of brackets", "[".repeat(20_000), "it is nested too deeply", SHALLOW],
  ["another schema", '{"schema": "attest-report/1"}', "it is of the older schema", {
    file: "scripts/run_directory/read_report.ts",
    find: "if (version < Number(ours)) {",
    replace: "if (version < 0) {",
  }],
  ["no schema", '{"run": {}}', "got no schema", {
    file: "scripts/run_directory/read_report.ts",
    find: 'if (typeof schema !== "string") return undefined;',
    replace: 'if (typeof schema !== "string") return 2;',
  }],
  [
    "a text that is none",
    "{'run'}",
    "it must be JSON",
    guard(": `It must be JSON", ": `It is off"),
  ],
];

/** All of them. */
export const OUTSIDE_PROBES: readonly Probe[] = [
  ...READERS.flatMap(([path, args, rule], i) => {
    const [kind, place] = KINDS[i % KINDS.length];
    return [{
      name: `${kind} in place of ${path} is refused by ${args[0]}`,
      part: 5,
      steps: [
        given("run", [...RUN, "--out", "run"]),
        make("mkdir", "-p", "./fixtures/counterexamples"),
        make("rm", "-rf", `./${path}`),
        place(path),
        attest(args, { code: 2, says: new RegExp(`${rule}[^]*must be a regular file`) }),
      ],
      guards: [path === "history.db" ? HISTORY : REGULAR],
    }] as const;
  }),
  {
    name: "a report without end is not read to it",
    part: 5,
    steps: [
      given("run", [...RUN, "--out", "run"]),
      make("truncate", "-s", "64000001", "./run/report.json"),
      attest(["accept", "run"], { code: 2, says: "at most 64000000 bytes, got 64000001" }),
    ],
    guards: [SMALL],
  },
  ...TEXTS.map(([what, text, said, guard]): Probe => ({
    name: `a report that holds ${what} is refused`,
    part: 5,
    steps: [
      given("run", [...RUN, "--out", "run"]),
      put("run/report.json", text),
      attest(["accept", "run"], { code: 2, says: said }),
    ],
    guards: [guard],
  })),
  {
    name: "a report that is no text is refused",
    part: 5,
    steps: [
      given("run", [...RUN, "--out", "run"]),
      make("cp", "/bin/sh", "./run/report.json"),
      attest(["accept", "run"], { code: 2, says: "it must be UTF-8 text" }),
    ],
    guards: [guard('"utf-8", { fatal: true }', '"utf-8"')],
  },
  {
    name: "a step's summary that is a FIFO costs a warning, and no run",
    part: 5,
    steps: [
      make("mkfifo", "./summary"),
      attest(HERE, { code: 0, says: "GITHUB_STEP_SUMMARY must be a file that can be written to" }, {
        GITHUB_STEP_SUMMARY: "summary",
      }),
    ],
    guards: [{
      file: "scripts/commands/github.ts",
      find: "if (!(await Deno.stat(path)).isFile) throw",
      replace: "if (!path) throw",
    }],
  },
];
