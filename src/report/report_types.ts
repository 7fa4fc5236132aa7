/** What report.json holds, as types: `schema.ts` checks them, and says more of each in the JSON Schema. */

import type { Cause } from "../verify/cause.ts";
import type { Json } from "./spec_json.ts";

/** A number of the report, named when it is not finite. */
export type ReportNumber = number | "-Infinity" | "Infinity" | "NaN";

/** A verdict as the report has it. */
export type ReportVerdict = "verified" | "undecided" | "refuted";

/** A case with its margin; a margin of at least 0 holds. */
export interface ReportCase {
  /** Distance to breaking the rule. */
  margin: ReportNumber;
  /** What was measured. */
  got: ReportNumber;
  /** What it is compared with. */
  wanted: ReportNumber;
  /** What is compared. */
  what: string;
  /** What rounding may make of it; absent where nothing, and in older reports. */
  tolerance?: number | undefined;
  /** What the generator drew; values without a JSON form are `{"$value": name}`. */
  spec: Json;
}

/** A mean effect and its confidence interval, valid at any stopping time. */
export interface ReportEffect {
  /** Mean effect. */
  mean: number;
  /** Lower end of the interval. */
  lower: number;
  /** Upper end of the interval. */
  upper: number;
  /** Confidence level of the interval. */
  level: number;
  /** What the effect measures. */
  name: string;
}

/** The logarithms of the e-values for and against a claim. */
export interface ReportEvidence {
  /** That of the claim. */
  for: ReportNumber;
  /** That of its opposite. */
  against: ReportNumber;
}

/** A part of the regime in which the claim was decided by itself. */
export interface ReportStratum {
  /** Its name. */
  name: string;
  /** Its verdict. */
  verdict: ReportVerdict;
  /** Replicates that were run. */
  cases: number;
  /** Its mean effect. */
  effect: ReportEffect | null;
  /** Effects beyond ±bound. */
  clipped: number | null;
  /** Its effects in order, one list for each shard. */
  streams: number[][] | null;
  /** Its evidence. */
  logEvidence: ReportEvidence | null;
  /** The smallest margin seen, and its case. */
  margin: ReportCase | null;
}

/** A wrong model, or a wrong law. */
export interface ReportOpponent {
  /** What reports call it. */
  name: string;
  /** A law in place of the claim's; absent for a wrong model. */
  rival?: true | undefined;
}

/** A wrong model, or a wrong law, and what came of it. */
export interface ReportMutant extends ReportOpponent {
  /** Decided, and other than expected. */
  killed: boolean;
  /** The verdict on it. */
  verdict: ReportVerdict;
  /** Cases, or replicates, that were run. */
  cases: number;
}

/** One claim of a report. */
export interface ReportClaim {
  /** Row of the theory. */
  id: string;
  /** Content in snake case; the file is named after it. */
  slug: string;
  /** One sentence. */
  statement: string;
  /** Its mathematics in LaTeX, of claims that have it. */
  formula?: string | undefined;
  /** What it means in plain words, of the claims that a page begins with. */
  plain?: string | undefined;
  /** Paper and place, or how it was derived. */
  source: string;
  /** The preconditions: nothing is asserted outside them. */
  regime: string;
  /** Which sort of sentence it is. */
  kind: "ID" | "INEQ" | "LIM" | "EXP";
  /** What is counted. */
  unit: "cases" | "replicates";
  /** What a subject must be able to do; older reports do not say. */
  needs?: string[] | undefined;
  /** Its file, from the root of the project. */
  file: string;
  /** What the run says. */
  verdict: ReportVerdict;
  /** False statements expect "refuted". */
  expected: "verified" | "refuted";
  /** The expected verdict, and every mutant and rival killed. */
  ok: boolean;
  /** Why an undecided claim is undecided, in a word; older reports do not say. */
  cause?: Cause | null | undefined;
  /** The same in a sentence, which may be reworded. */
  reason: string | null;
  /** Cases, or replicates, that were run. */
  cases: number;
  /** Claims that are to be refuted: the share of cases in which they fail at least. */
  failsIn?: number | null | undefined;
  /** Such claims: the cases that fail. */
  failing?: number | null | undefined;
  /** Statistical claims: the mean effect. */
  effect: ReportEffect | null;
  /** Effects beyond ±bound, which were clipped to it. */
  clipped?: number | null | undefined;
  /** Statistical claims: what the effects are held to; within: their mean is 0 up to this. */
  rule: { bound: number; smallestEffect: number; within: number | null } | null;
  /** Parts of the regime in each of which the claim was decided. */
  strata?: ReportStratum[] | null | undefined;
  /** Effects of the replicates in order, one list for each shard; null for cases. */
  streams: number[][] | null;
  /** Statistical claims: the evidence, of all strata together. */
  logEvidence: ReportEvidence | null;
  /** The smallest margin seen, and its case. */
  margin: ReportCase | null;
  /** Parts of the regime, and the cases that fell into them. */
  cells: { name: string; atLeast: number; cases: number; reached: boolean }[];
  /** Replicates to a decision and unexpected verdicts over many seeds. */
  power: { median: number; ninetieth: number; seeds: number; unexpected: number } | null;
  /** Wrong models, and wrong laws, that must not pass as the claim expects. */
  mutants: ReportMutant[];
  /** Mutants and rivals that the run did not reach. */
  untried: ReportOpponent[];
  /** The claim's own seed. */
  seed: number;
  /** Wall time, mutants included. */
  seconds: number;
  /** The failing case, shrunk, and its file beside the report. */
  counterexample: ReportCase & { file: string | null } | null;
}

/** A user's model. */
export interface ReportGiven {
  /** What `--subject` was given. */
  source: string;
  /** What that is. */
  kind: "module" | "program";
  /** What it offers. */
  operations: string[];
  /** Options of a call that its `attendBatch` knows. */
  options?: string[] | undefined;
  /** What it says that it computes in. */
  precision: "float64" | "float32" | "bfloat16" | "float16";
}

/** The run of a report. */
export interface ReportRun {
  /** Which budget was spent. */
  profile: "quick" | "ci" | "deep";
  /** The root seed. */
  seed: number;
  /** Ids of the claims asked for; none stand for all. */
  selected: string[];
  /** Name of the model that the claims were put to. */
  subject: string;
  /** A user's model that the claims were put to, without their mutants; absent for the reference model. */
  given?: ReportGiven | undefined;
  /** Directory of the claims as it was given; absent for attest's own. */
  project?: string | undefined;
  /** ISO 8601, in UTC. */
  started: string;
  /** ISO 8601, in UTC. */
  finished: string;
  /** Wall time. */
  seconds: number;
  /** Version of Deno. */
  deno: string;
  /** Changes with the sources that the seed follows from. */
  code: string;
  /** Changes with all that computes a result. */
  build?: string | undefined;
  /** The run did not come to its end. */
  interrupted: boolean;
  /** How many parts the run was split into, and those that this report holds. */
  shards: { of: number; run: number[] };
  /** Every claim is ok, and the run was not interrupted. */
  ok: boolean;
  /** Chance of any wrong verdict of a kind. */
  errorBudget: { falseGreen: number; falseRed: number };
  /** What the verified universal claim with the fewest cases leaves room for. */
  passBound: { cases: number; level: number; failingMass: number } | null;
}

/** What one claim notices. */
export interface ReportRow {
  /** The claim's id. */
  id: string;
  /** In the order of the mutants. */
  cells: ("killed" | "survived" | "untouched" | "undecided")[];
  /** Wrong laws that the claim refuted, of all that were put to it. */
  rivals?: { killed: number; of: number } | undefined;
}

/** Every claim on every mutant: which claim notices which mistake. */
export interface ReportMatrix {
  /** Names of all mutants. */
  mutants: string[];
  /** One for each claim, with a cell for each mutant. */
  rows: ReportRow[];
}

/** A report. */
export interface Report {
  /** Name and version of the format. */
  schema: "attest-report/2";
  /** The run. */
  run: ReportRun;
  /** One entry for each claim. */
  claims: ReportClaim[];
  /** Null unless the whole matrix was asked for. */
  matrix: ReportMatrix | null;
}
