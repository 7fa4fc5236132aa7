/** A report as test cases: one for each claim, and one for each mutant and each rival that it must refute. */

import { isNotApplicable } from "../conclusion.ts";
import { isCutOff } from "../cause_of.ts";
import { type Fact, factLines, failureFacts, type Replay, survivorFacts } from "../text/failure.ts";
import { opponentText, unitText } from "../text/measured.ts";
import type { Report, ReportClaim } from "../schema.ts";

/**
 * `failed`: decided, and other than expected; `undecided`: run without a decision, which is never green;
 * `skipped`: an interrupted run did not come to it, one shard of several does not decide it, or a user's model does
 * not offer what it needs.
 */
export type CaseStatus = "passed" | "failed" | "undecided" | "skipped";

/** Where a claim stands in its file, in lines from 1. */
export interface ClaimLines {
  /** Line of `export const claim`. */
  readonly claim: number;
  /** Line of its `mutants:`. */
  readonly mutants: number;
}

/** What is needed beside the report: places in the sources, and the directory for replay commands. */
export interface CaseOptions {
  /** By the claim's id; a claim without an entry has no line. */
  readonly lines: ReadonlyMap<string, ClaimLines>;
  /** Directory of the report with the slash at its end. */
  readonly folder: string;
}

/** One test case. */
export interface TestCase {
  /** The claim it is of. */
  readonly claim: ReportClaim;
  /** Name of the mutant or rival, undefined for the claim on the subject. */
  readonly mutant: string | undefined;
  /** It is a law in place of the claim's. */
  readonly rival?: true;
  /** What is tested. */
  readonly name: string;
  /** How it came out. */
  readonly status: CaseStatus;
  /** The verdict on the claim or on the mutant; undefined when it was not run. */
  readonly verdict: ReportClaim["verdict"] | undefined;
  /** Line of the claim's file, from 1. */
  readonly line: number | undefined;
  /** Wall time. A claim's holds that of its mutants, whose own is not in the report and 0 here. */
  readonly seconds: number;
  /** What is wrong or why it was skipped, in one sentence; empty when passed. */
  readonly message: string;
  /** The failure in full, with seed and replay commands; empty when passed or skipped. */
  readonly text: string;
}

type Result = Pick<TestCase, "status" | "message" | "text">;

const PASSED: Result = { status: "passed", message: "", text: "" };

/** The cases of a report: each claim's own, then those of its mutants. */
export function testCases(report: Report, options: CaseOptions): TestCase[] {
  return report.claims.flatMap((claim) => casesOfClaim(claim, { ...report, ...options }));
}

/** The cases of one claim of a report. */
export function casesOfClaim(
  claim: ReportClaim,
  { run, lines, folder }: Pick<Report, "run"> & CaseOptions,
): TestCase[] {
  const { id, statement, seconds } = claim;
  const place = lines.get(id);
  const replay = { ...run, folder };
  const own = { claim, mutant: undefined, line: place?.claim, seconds };
  const settled = (result: Result, verdict: ReportClaim["verdict"]) =>
    isPart(run) && result.status !== "passed" && verdict !== "refuted"
      ? skipped(`one shard of ${run.shards.of} does not decide it`)
      : result;
  const ofMutant = (
    { name, rival }: { readonly name: string; readonly rival?: true | undefined },
  ) => ({
    ...{ claim, mutant: name, line: place?.mutants, seconds: 0 },
    ...(rival && { rival }),
    name: `${id} refutes ${opponentText({ name, rival })}`,
  });
  return [
    {
      ...own,
      name: `${id} ${statement}`,
      verdict: claim.verdict,
      ...(isNotApplicable(claim, run)
        ? skipped(claim.reason ?? "")
        : settled(claimResult(claim, replay), claim.verdict)),
    },
    ...claim.mutants.map((mutant) => ({
      ...ofMutant(mutant),
      verdict: mutant.verdict,
      ...settled(mutantResult(claim, mutant, replay), mutant.verdict),
    })),
    ...claim.untried.map((opponent) => (
      { ...ofMutant(opponent), verdict: undefined, ...skipped("the run did not come to it") }
    )),
  ];
}

function claimResult(claim: ReportClaim, replay: Replay): Result {
  const { id, verdict, expected, reason } = claim;
  if (verdict === expected) return PASSED;
  if (wasNotReached(claim)) return skipped(reason ?? "");
  const why = verdict === "undecided" && reason !== null ? `: ${reason}` : "";
  // How its mutants fared is told by cases of their own.
  const facts = failureFacts({ ...claim, mutants: [], untried: [] }, replay);
  return failure(verdict, `${id} is ${verdict}, expected ${expected}${why}`, facts);
}

function mutantResult(
  claim: ReportClaim,
  mutant: ReportClaim["mutants"][number],
  replay: Replay,
): Result {
  const { name, rival, killed, verdict, cases } = mutant;
  if (killed) return PASSED;
  const opponent = opponentText({ name, rival });
  const message = `${claim.id} does not tell ${opponent} from the ${rival ? "law" : "model"}: ` +
    `${verdict} after ${unitText(cases, claim.unit)}`;
  return failure(verdict, message, survivorFacts(claim, mutant, replay));
}

function failure(
  verdict: ReportClaim["verdict"],
  message: string,
  facts: readonly Fact[],
): Result {
  const status = verdict === "undecided" ? "undecided" : "failed";
  return { status, message, text: factLines(facts).join("\n") };
}

function skipped(message: string): Result {
  return { status: "skipped", message, text: "" };
}

/** Whether the report is of some shards only: then a refutation counts, and nothing else does. */
function isPart({ shards: { of, run } }: Report["run"]): boolean {
  return run.length < of;
}

/** Whether a stop came before the claim's first case; one that was cut off later is undecided. */
function wasNotReached(claim: ReportClaim): boolean {
  return claim.verdict === "undecided" && claim.cases === 0 && isCutOff(claim);
}
