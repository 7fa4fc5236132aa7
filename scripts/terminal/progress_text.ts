/** What is told of a run under way: its place, what is being computed, and what is done. */

import type { ClaimFacts } from "../../src/claim/facts.ts";
import { CLAIM_RATES } from "../../src/verify/error_rates.ts";
import type { Progress } from "../../src/verify/outcome.ts";
import { eValueText } from "../../src/report/text/number.ts";
import type { ReportClaim } from "../../src/report/schema.ts";
import {
  clippedText,
  killedText,
  rivalsText,
  secondsText,
  unitText,
  verdictText,
} from "../../src/report/text/measured.ts";

/** What is being run, for the live lines. */
export interface Running {
  /** Of a run on the reference model, unless a mutant or a rival is named. */
  readonly claim: ClaimFacts;
  /** When, in milliseconds. */
  readonly begun: number;
  readonly mutant?: string | undefined;
  readonly rival?: boolean | undefined;
  progress?: Progress;
  /** Decided, and being computed again in another process. */
  isDecided?: boolean;
}

/** What an e-value has to reach. */
const THRESHOLD = eValueText(-Math.log(CLAIM_RATES.alpha)).replace(".0e", "e");

/** `[ 2/14]`. */
export function placeText(index: number, of: number): string {
  return `[${String(index).padStart(String(of).length)}/${of}]`;
}

/** `A7 mutant no-max-subtraction, 12/2000 cases, 0.3 s`, e-values against what they have to reach. */
export function runningText(
  { claim, mutant, rival, begun, progress }: Running,
  now: number,
): string {
  const { done, of, logEvidence } = progress ?? { done: 0, of: 0 };
  const opponent = mutant === undefined ? "" : ` ${rival ? "rival" : "mutant"} ${mutant}`;
  return [
    `${claim.id}${opponent}`,
    ...(progress ? [`${done}/${of} ${claim.unit}`] : []),
    ...(logEvidence === undefined ? [] : [`e-value ${eValueText(logEvidence)} of ${THRESHOLD}`]),
    `${secondsText((now - begun) / 1000)} s`,
  ].join(", ");
}

/** `A1 verified, 1000 cases, mutants 3/3, 0.20 s`. */
export function finishedText(entry: ReportClaim): string {
  const { id, cases, unit, reason, verdict, seconds } = entry;
  const why = verdict === "undecided" && reason !== null ? ` (${reason})` : "";
  return [
    `${id} ${verdictText(entry)}${why}`,
    unitText(cases, unit),
    ...(clippedText(entry) === "" ? [] : [clippedText(entry)]),
    `mutants ${killedText(entry)}`,
    ...(rivalsText(entry) === "" ? [] : [`rivals ${rivalsText(entry)}`]),
    `${secondsText(seconds)} s`,
  ].join(", ");
}
