/** The plan of a run, for the tests of what is held to it. */

import type { RunPlan } from "./run_plan.ts";

/** Of all claims in the ci profile, not split. */
export const PLAN_FOR_TESTS: RunPlan = {
  schema: "attest-run/2",
  profile: "ci",
  seed: 42,
  selected: [],
  subject: "reference",
  started: "2026-01-02T03:04:05.000Z",
  deno: "2.9.6",
  code: "0123456789abcdef",
  build: "00112233445566ff",
  matrix: false,
  kept: [],
  shards: { of: 1, run: [1] },
};
