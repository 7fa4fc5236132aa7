/**
 * What is asked of the claims of this suite and of the mutant files, beside what every claim must keep to be loaded;
 * a pure function of what they hold.
 */

import { claimEntry } from "../../src/report/claim_entry.ts";
import { claimSchema } from "../../src/report/schema.ts";
import { CellLedger } from "../../src/verify/cell_ledger.ts";
import { NOT_REACHED } from "../../src/verify/obstacle.ts";
import { undecided } from "../../src/verify/outcome.ts";
import { STATISTICAL_SHARES } from "../../src/verify/error_rates.ts";
import type { ClaimCard } from "../judged/claim_card.ts";
import { mutantFile } from "../project/mutant_files.ts";
import { repeatedRange } from "./repeated_range.ts";

/** A claim, and what its process tells of it. */
export interface AuditedClaim {
  readonly card: ClaimCard;
  /** Names of its mutants that their file in fixtures/mutants/ does not export. */
  readonly strays: readonly string[];
  /** What its generator draws, of a claim of replicates. */
  readonly settings: readonly { readonly spec?: unknown; readonly cells: readonly number[] }[];
}

/** Least cases of a universal claim in the ci profile. */
const LEAST_CASES = 1000;

/** Every breach, one line each: where, the rule, the value; `mutants` are named as their files are. */
export function claimViolations(
  claims: readonly AuditedClaim[],
  mutants: readonly string[],
): string[] {
  const statistical = claims.filter(({ card }) => card.unit === "replicates").length;
  const used = new Set(claims.flatMap(({ card }) => card.mutants.map(({ name }) => name)));
  return [
    ...claims.flatMap((claim) =>
      ownViolations(claim).map((breach) => `props/${claim.card.slug}_test.ts: ${breach}`)
    ),
    ...(statistical > STATISTICAL_SHARES
      ? [`props/: at most ${STATISTICAL_SHARES} claims may be statistical, got ${statistical}`]
      : []),
    ...new Set(
      claims.flatMap(({ strays }) => strays).map((name) =>
        `fixtures/mutants/${mutantFile(name)}: it exports mutant ${name}, got no such export`
      ),
    ),
    ...mutants.filter((name) => !used.has(name)).map((name) =>
      `fixtures/mutants/${mutantFile(name)}: some claim has its mutant, got none`
    ),
  ];
}

function ownViolations(claim: AuditedClaim): string[] {
  const { card } = claim;
  const { unit, budget: { ci }, fingerprint } = card;
  return [
    ...reportViolations(card),
    ...(["statement", "source", "regime"] as const).flatMap((key) =>
      wordsViolations(key, card[key])
    ),
    ...repetitionViolations(card.regime),
    ...(unit === "cases" && ci < LEAST_CASES
      ? [`a universal claim runs at least ${LEAST_CASES} cases in ci, got ${ci}`]
      : []),
    // A counterexample is kept as JSON, so what the generator draws has to come back from it.
    ...(fingerprint === null ? ["specs can be kept as JSON, got some that cannot"] : []),
    ...settingViolations(claim),
  ];
}

/** The words that only the author knows are there. */
function wordsViolations(key: string, text: string): string[] {
  if (text.trim() === "") return [`a claim has a ${key}, got "${text}"`];
  // Of a regime ranges are printed first.
  return /\bTODO\b/.test(text) ? [`a claim's ${key} is filled in, got "${text}"`] : [];
}

/** What the ranges say is not said again, where it may come to say something else. */
function repetitionViolations(regime: string): string[] {
  const range = repeatedRange(regime);
  return range === undefined
    ? []
    : [`a regime has in words what ranges cannot say, got ${range} again in "${regime}"`];
}

/** Texts have the lengths and the forms that the report allows. */
function reportViolations(claim: ClaimCard): string[] {
  const outcome = undecided(0, NOT_REACHED);
  const entry = claimEntry({ claim, outcome, mutants: [], ok: false, seed: 0, seconds: 0 });
  const issues = claimSchema.safeParse(entry).error?.issues ?? [];
  return issues.map(({ path, message }) =>
    `a claim fits the report, got ${path.join(".")}: ${message}`
  );
}

/**
 * A replicate is dear, so few are run: whether settings stay inside the regime and reach all of it is found
 * out from settings alone.
 */
function settingViolations({ card, settings }: AuditedClaim): string[] {
  const ledger = new CellLedger(card);
  for (const { spec, cells } of settings) {
    const outside = ledger.enter(spec, cells);
    if (outside !== undefined) return [outside.reason];
  }
  if (settings.length === 0) return [];
  const { cells = [] } = ledger.counts();
  return cells.filter(({ reached }) => !reached).map(({ name, cases }) =>
    `settings reach ${name}, got ${cases} of ${settings.length}`
  );
}
