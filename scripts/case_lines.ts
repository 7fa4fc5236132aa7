/** Lines about the cases of a claim, gathered in a worker until there are enough to be sent. */

import type { Claim } from "../src/claim.ts";
import { watchedClaim } from "../src/report/generated_cases.ts";
import { testCaseLine } from "../src/report/tyche.ts";

/** Characters that are worth a message. */
const ENOUGH = 1 << 16;

/** A claim under watch, and the end of the watch. */
export interface CaseLines {
  /** The claim to run in place of the one given. */
  readonly claim: Claim;
  /** Sends what is left. */
  readonly flush: () => void;
}

/** The claim as one that sends a line about each of its cases, many lines at a time. */
export function lineCases(
  claim: Claim,
  { runStart, send }: {
    /** Seconds since 1970. */
    readonly runStart: number;
    readonly send: (lines: string) => void;
  },
): CaseLines {
  let lines = "";
  const flush = () => {
    if (lines !== "") send(lines);
    lines = "";
  };
  const onCase: Parameters<typeof watchedClaim>[1]["onCase"] = (generated) => {
    lines += `${testCaseLine(claim, generated, { runStart })}\n`;
    if (lines.length >= ENOUGH) flush();
  };
  return { claim: watchedClaim(claim, { now: () => performance.now(), onCase }), flush };
}
