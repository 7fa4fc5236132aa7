/** Lines about the cases of a claim, gathered in a worker until there are enough to be sent. */

import type { Claim, StatisticalClaim } from "../../src/claim/claim.ts";
import {
  type GeneratedCase,
  watchedClaim,
  watchedReplicates,
} from "../../src/verify/watched_claim.ts";
import { testCaseLine } from "../../src/report/formats/tyche.ts";

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
  const onCase = (generated: GeneratedCase) => {
    lines += `${testCaseLine(claim, generated, { runStart })}\n`;
    if (lines.length >= ENOUGH) flush();
  };
  return { claim: watchedClaim(claim, { now, onCase }), flush };
}

/**
 * The claim as one that adds to `lines` one about each of its replicates, the `first` of them on. They are not
 * sent as they come: the run may end before it comes to all of them.
 */
export function lineReplicates(
  claim: StatisticalClaim,
  { runStart, first, lines }: {
    /** Seconds since 1970. */
    readonly runStart: number;
    readonly first: number;
    readonly lines: string[];
  },
): StatisticalClaim {
  const onCase = (generated: GeneratedCase) => {
    lines.push(`${testCaseLine(claim, generated, { runStart })}\n`);
  };
  return watchedReplicates(claim, { now, onCase, first });
}

function now(): number {
  return performance.now();
}
