/** A project is all that its claims may read: what lies there is read whole and at once, or refused. */

import { SMALL } from "./good_project.ts";
import { guard, type Probe, type Step } from "./probe.ts";
import { attest, editJson, given, make, put } from "./steps.ts";

const LISTED = "scripts/project/project_files.ts";
const HASHES = "scripts/run_directory/build_hash.ts";
const RUN = ["verify", "--profile", "quick", "--seed", "3", "--no-keep", "--claim", "A1"];

const REGULAR = guard(LISTED, "  if (!info.isFile) throw", "  if (info.size < 0) throw");

/** What lies among the mutants, and what is said of it. */
const ODD: readonly [string, Step[], says: string][] = [
  [
    "a link to nowhere",
    [make("ln", "-s", "nowhere.ts", "./fixtures/mutants/lost.ts")],
    "fixtures/mutants/lost.ts must be a regular file",
  ],
  [
    "a link to itself",
    [make("ln", "-s", "loop.ts", "./fixtures/mutants/loop.ts")],
    "fixtures/mutants/loop.ts must be a regular file",
  ],
  [
    "a FIFO",
    [make("mkfifo", "./fixtures/mutants/pipe.ts")],
    "fixtures/mutants/pipe.ts must be a regular file",
  ],
  [
    "a device",
    [make("ln", "-s", "/dev/zero", "./fixtures/mutants/zero.ts")],
    "fixtures/mutants/zero.ts must be a regular file",
  ],
  [
    "a FIFO in a folder",
    [put("fixtures/mutants/more/a.txt", ""), make("mkfifo", "./fixtures/mutants/more/pipe.ts")],
    "fixtures/mutants/more/pipe.ts must be a regular file",
  ],
];

const LIMITED = SMALL
  .replace("export const claim", 'import { LIMIT } from "../lib/limit.ts";\n\nexport const claim')
  .replace('inequalityMargin("x", x, 5,', 'inequalityMargin("x", x, LIMIT,');

/** All of them. */
export const PROJECT_PROBES: readonly Probe[] = [
  ...ODD.map(([what, steps, says]): Probe => ({
    name: `${what} among the mutants is refused, and nothing is waited for`,
    part: 5,
    files: { "fixtures/mutants/note.md": "mutants" },
    steps: [...steps, attest([...RUN, "--out", "o"], { code: 2, says })],
    guards: [REGULAR],
  })),
  {
    name: "an editor's lock among the mutants is passed over",
    part: 5,
    files: { "fixtures/mutants/note.md": "mutants" },
    steps: [
      make("ln", "-s", "me@host.1:2", "./fixtures/mutants/.#a.ts"),
      attest([...RUN, "--out", "o"], { code: 0 }),
    ],
    guards: [guard(LISTED, 'if (entry.name.startsWith(".")) continue;', "")],
  },
  {
    name: "a run does not go on when what its claims import has changed",
    part: 2,
    files: { "props/small_test.ts": LIMITED, "lib/limit.ts": "export const LIMIT = 5;\n" },
    steps: [
      given("run", [...RUN, "--out", "run"]),
      attest([...RUN, "--out", "other"], { code: 0 }),
      put("lib/limit.ts", "export const LIMIT = 3;\n"),
      put("run/unfinished", "process 1 since 2026-01-02T03:04:05.000Z\n"),
      attest(["verify", "--resume", "run"], { code: 2, says: "--resume needs the scripts" }),
    ],
    guards: [
      guard(HASHES, "build: await hashFiles(build)", "build: await hashFiles(about)"),
      guard("scripts/commands/begin_run.ts", "if (plan.build !== build) {", "if (build === '') {"),
    ],
  },
  {
    name: "a matrix of claims whose mutants are their own can be read again",
    part: 2,
    files: { "props/large_test.ts": null, "props/gain_test.ts": null },
    steps: [
      given("run", ["verify", "--profile", "quick", "--seed", "3", "--matrix", "--out", "run"]),
      attest(["compare", "run", "run"], { code: 0 }),
    ],
    guards: [
      guard(
        "scripts/judged/touched_mutants.ts",
        "return [...new Set([...names, ...own])].sort();",
        "return [...names];",
      ),
    ],
  },
  {
    name: "a statement that the claim does not make is refused",
    part: 2,
    files: { "props/large_test.ts": null, "props/gain_test.ts": null },
    steps: [
      given("run", [...RUN, "--out", "run"]),
      editJson("run/report.json", ({ claims }) => claims[0].statement = "attention is all"),
      attest(["compare", "run", "run"], { code: 2, says: "A1 has statement attention is all" }),
    ],
    guards: [
      guard(
        "scripts/commands/report_of_claims.ts",
        '"kind", "statement", "source"',
        '"kind", "source"',
      ),
    ],
  },
  {
    name: "a mutant that is refuted after no case is refused",
    part: 2,
    files: { "props/large_test.ts": null, "props/gain_test.ts": null },
    steps: [
      given("run", [...RUN, "--out", "run"]),
      editJson("run/report.json", ({ claims }) => claims[0].mutants[0].cases = 0),
      attest(["compare", "run", "run"], {
        code: 2,
        says: "A1 says that other-weights is refuted after no case",
      }),
    ],
    guards: [
      guard("src/report/entry_contradiction.ts", "if (idle) return", "if (cases < 0) return"),
    ],
  },
];
