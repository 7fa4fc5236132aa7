/** A claim's entry in a report is held to its own parts: an edit of one shows in another. */

import { editedReports } from "./edited_report.ts";
import { guard, type Probe } from "./probe.ts";

const ENTRY = "src/report/entry_contradiction.ts";
const REPLICATES = "src/report/replicates_contradiction.ts";

/** All of them. */
export const ENTRY_PROBES: readonly Probe[] = editedReports([
  [
    "a verdict",
    ({ claims: [, a2] }) => {
      a2.verdict = "verified";
      a2.ok = false;
      a2.failing = 0;
      for (const mutant of a2.mutants) mutant.killed = mutant.verdict === "verified";
    },
    "A2 is verified, but holds a counterexample",
    guard(ENTRY, "if (counterexample !== null) return `is ${verdict}, but", "if (false) return `"),
  ],
  [
    "the evidence of a mean",
    ({ claims: [, , b10] }) => b10.logEvidence = { for: 1e9, against: 0 },
    "B10 has other evidence than its effects",
    guard(REPLICATES, "!sameEvidence(drawn.logEvidence!, evidence)", "false"),
  ],
  [
    "the verdict of a mean",
    ({ run, claims: [, , b10] }) => {
      b10.verdict = "refuted";
      b10.ok = run.ok = false;
    },
    "B10 is refuted, but its effects say verified",
    guard(REPLICATES, "if (!allowed(drawn.verdict).includes(verdict)) {", "if (!verdict) {"),
  ],
  [
    "the mean of effects",
    ({ claims: [, , b10] }) => b10.effect.mean += 0.1,
    "B10 has another mean or interval than its effects",
    guard(REPLICATES, "closeTo(effect[key], own[key])", "key !== undefined"),
  ],
  [
    "the number of effects",
    ({ claims: [, , b10] }) => b10.cases++,
    "B10 holds ",
    guard(REPLICATES, "if (count !== cases) return", "if (count < 0) return"),
  ],
  [
    "the verdict on a mutant",
    ({ claims: [a1] }) => a1.mutants[0].verdict = "verified",
    "says killed: true of other-weights, which is verified",
    guard(ENTRY, "if (wrong) return `says killed", "if (!mutants) return `says killed"),
  ],
  [
    "whether a claim is as expected",
    ({ claims: [a1] }) => a1.ok = false,
    "A1 says ok: false, which its verdict and mutants do not",
    guard(ENTRY, "if (ok !== isClaimOk(claim)) return", "if (!mutants) return"),
  ],
  [
    "a smallest margin",
    ({ claims: [a1] }) => a1.margin.margin = -1,
    "A1 is verified, but its smallest margin does not hold",
    guard(ENTRY, "return holds(margin) ? undefined", "return margin ? undefined"),
  ],
  [
    "which mutants there are",
    ({ claims: [a1] }) => a1.mutants = [],
    "A1 has no mutants",
    guard(
      ENTRY,
      'if (mutants.length + untried.length === 0) return "has',
      'if (!mutants) return "has',
    ),
  ],
]);
