/** What every edited report must come to: whatever reads it refuses it, and says what does not fit. */

import type { Guard, Probe } from "./probe.ts";
import { attest, editJson, given } from "./steps.ts";

const RUN = ["verify", "--profile", "quick", "--seed", "3", "--no-keep", "--out"];

/** Every command that reads a report; each edit meets some of them, and the first meets all. */
const READERS: readonly (readonly string[])[] = [
  ["compare", "run", "edited"],
  ["compare", "edited", "run"],
  ["report", "edited"],
  ["accept", "edited"],
  ["history", "add", "edited", "--commit", "1234567"],
];

/** A report of claims A1, A2 and B10. */
// deno-lint-ignore no-explicit-any -- it may become anything
export type Edited = any;

/** What is edited, how, what is said, and the line without which it would be taken. */
export type ReportEdit = readonly [
  what: string,
  edit: (report: Edited) => void,
  says: string,
  guard: Guard,
];

/** The probes of some edits. */
export function editedReports(edits: readonly ReportEdit[]): Probe[] {
  return edits.map(([what, edit, says, guard], i) => ({
    name: `a report in which someone changed ${what} is refused`,
    part: 2,
    steps: [
      given("run", [...RUN, "run"]),
      given("edited", [...RUN, "edited"]),
      editJson("edited/report.json", edit),
      ...(i === 0 ? READERS : [READERS[i % READERS.length]])
        .map((args) => attest(args, { code: 2, says })),
    ],
    guards: [guard],
  }));
}
