/** What every claim that cannot be loaded must come to: no command runs, and the file and the rule are named. */

import { BAD_FILE, badClaim } from "./good_project.ts";
import type { Guard, Probe } from "./probe.ts";
import { attest } from "./steps.ts";

/** What is wrong, how a good claim becomes it, what is said, and what would let it pass. */
export type BadClaim = readonly [
  what: string,
  change: (text: string) => string,
  said: string,
  guard: Guard,
];

/** The probe of a claim that is refused. */
export function refusedClaim([what, change, said, guard]: BadClaim): Probe {
  return {
    name: `a claim with ${what} is refused by every command`,
    part: 2,
    files: { [BAD_FILE]: change(badClaim()) },
    steps: [
      attest(["list"], { code: 2, says: `attest: ${BAD_FILE}` }),
      attest(["verify", "--profile", "quick", "--claim", "A1"], { code: 2, says: said }),
    ],
    guards: [guard],
  };
}
