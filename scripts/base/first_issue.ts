/** The first thing that a schema finds wrong. */

import type * as z from "zod";

/** Longest text: a schema may quote what it got. */
const LONGEST = 300;

/** `run.seed: must be …`, or `it: …` for the whole. */
export function firstIssue({ issues: [{ path, message }] }: z.ZodError): string {
  return `${path.map(String).join(".") || "it"}: ${message}`.slice(0, LONGEST);
}
