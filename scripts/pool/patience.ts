/** Seconds that a claim's process may be silent, by profile: longer than its slowest case or replicate by far. */

import type { PerProfile } from "../../src/claim/claim.ts";

/** Without an answer for so long, a process is ended and its claim is undecided. */
export const PATIENCE: PerProfile = { quick: 60, ci: 120, deep: 900 };
