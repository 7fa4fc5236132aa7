/** What every bad act of a claim must come to: its own verdict is undecided, and no other is harmed. */

import { BAD_FILE, badClaim, holdsAfter } from "./good_project.ts";
import type { Guard, Probe } from "./probe.ts";
import { attest, verdicts } from "./steps.ts";

/** What a claim does in a check, what is said of it, the line that it rests on, and what its file begins with. */
export type BadAct = readonly [act: string, reason: RegExp, guard: Guard, top?: string];

/** The probe of a bad act; without its guard the run would come out as expected. */
export function harmless(
  { what, limit }: {
    readonly what: string;
    /** Seconds of silence that are too many. */
    readonly limit: number;
  },
  [act, is, guard, top = ""]: BadAct,
): Probe {
  return {
    name: `a claim that ${what} is undecided, and others are unharmed`,
    part: 1,
    files: {
      "props/large_test.ts": null,
      "props/gain_test.ts": null,
      [BAD_FILE]: top + badClaim({ check: holdsAfter(act) }),
    },
    steps: [
      attest(["verify", "--profile", "quick", "--no-keep", "--limit", String(limit)], { code: 1 }),
      verdicts("attest-report/report.json", { A1: "verified", B1: "undecided" }, { of: "B1", is }),
    ],
    guards: [guard],
  };
}
