/** A run that is stopped ends at once, keeps what is decided, and is no green. */

import { BAD_FILE, badClaim, holdsAfter } from "./good_project.ts";
import type { Probe, Step } from "./probe.ts";
import { attest, holds, verdicts } from "./steps.ts";

const ENDLESS = {
  "props/large_test.ts": null,
  "props/gain_test.ts": null,
  [BAD_FILE]: badClaim({ check: holdsAfter("for (;;);") }),
};
const VERIFY = ["--project", ".", "verify", "--profile", "quick", "--no-keep"];
/** Milliseconds within which a stop is one. */
const [AT_ONCE, HANGS] = [4000, 15_000];

/** Starts a run, and sends a signal as soon as the first claim is decided; it must end with a code, soon. */
function stopped(signal: Deno.Signal, code: number): Step {
  return async ({ project, harness }) => {
    const child = project.start(VERIFY, { harness });
    const giveUp = setTimeout(() => child.kill("SIGKILL"), HANGS);
    const rest = child.stdout.cancel();
    for await (const text of child.stderr.pipeThrough(new TextDecoderStream())) {
      if (text.includes("A1 verified")) break;
    }
    const begun = performance.now();
    child.kill(signal);
    const ended = await child.status;
    clearTimeout(giveUp);
    await rest;
    const took = performance.now() - begun;
    if (ended.code !== code) throw new Error(`exit code ${ended.code} instead of ${code}`);
    if (took > AT_ONCE) throw new Error(`an end after ${took} ms instead of at once`);
  };
}

/** All of them. */
export const INTERRUPT_PROBES: readonly Probe[] = [
  {
    name: "Ctrl-C ends a run at once, whatever a check is at",
    part: 1,
    files: ENDLESS,
    steps: [
      stopped("SIGINT", 130),
      verdicts("attest-report/report.json", { A1: "verified", B1: "undecided" }),
    ],
    guards: [{
      file: "scripts/pool/worker_pool.ts",
      find: "if (isStopped(options.stop)) board.interrupt();",
      replace: "",
    }],
  },
  {
    name: "a run that was stopped says so with its exit code and its report",
    part: 2,
    files: ENDLESS,
    steps: [
      stopped("SIGTERM", 130),
      holds("attest-report/report.json", '"interrupted": true'),
      attest(["compare", "attest-report", "attest-report"], {
        code: 1,
        says: "the run is incomplete: interrupted",
      }),
    ],
    guards: [{
      file: "src/report/compare/run_changes.ts",
      find: 'if (interrupted) return "interrupted";',
      replace: "",
    }, {
      file: "src/report/conclusion.ts",
      find: "if (run.interrupted) return INTERRUPTED;",
      replace: "if (run.interrupted) return 0;",
    }],
  },
];
