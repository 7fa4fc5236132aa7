/** Seconds that a claim may take, by profile: longer than the slowest by far. */

import type { PerProfile } from "../../src/claim/facts.ts";

/** Without an answer for so long, a process is ended and its claim is undecided. */
export const PATIENCE: PerProfile = { quick: 60, ci: 120, deep: 900 };

/** So long after it has begun, a claim that is not decided with all of its mutants is undecided. */
export const CLAIM_PATIENCE: PerProfile = { quick: 600, ci: 1800, deep: 14_400 };
