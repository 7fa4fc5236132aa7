/** What is asked of every claim file and every mutant file; a pure function of what they hold. */

import { CellLedger, cellsHit } from "../../src/verify/cell_ledger.ts";
import type { Claim } from "../../src/claim/claim.ts";
import { undecided } from "../../src/verify/outcome.ts";
import { claimEntry } from "../../src/report/claim_entry.ts";
import { generatorFingerprint } from "../../src/report/counterexample.ts";
import { claimSchema } from "../../src/report/schema.ts";
import type { Subject } from "../../src/claim/subject.ts";
import { STATISTICAL_SHARES } from "../../src/verify/error_rates.ts";
import { drawSetting } from "../../src/verify/replicate_block.ts";
import { mutantFile } from "../project/load_mutants.ts";

/** A file of props/. */
export interface ClaimFile {
  /** Its name, without the folder. */
  readonly name: string;
  readonly text: string;
  /** Its export `claim`. */
  readonly claim: Claim | undefined;
}

/** A file of fixtures/mutants/. */
export interface MutantFile {
  readonly name: string;
  /** All that it exports. */
  readonly exports: readonly unknown[];
}

/** What has to hold, in words, and what is there. */
type Rule = readonly [holds: boolean, rule: string, got: unknown];

/** Least cases of a universal claim in the ci profile. */
const LEAST_CASES = 1000;
/** Settings of a statistical claim that are drawn to see its regime. */
const SETTINGS = 2000;

/** Every breach, one line each: where, the rule, the value. */
export function claimViolations(
  files: readonly ClaimFile[],
  mutantFiles: readonly MutantFile[],
): string[] {
  const claims = files.flatMap(({ claim }) => claim ?? []);
  const statistical = claims.filter(({ unit }) => unit === "replicates").length;
  return [
    ...files.flatMap(fileViolations),
    ...repeated(claims.map(({ id }) => id)).map((id) => `props/: ids must differ, got ${id} twice`),
    ...(statistical > STATISTICAL_SHARES
      ? [`props/: at most ${STATISTICAL_SHARES} claims may be statistical, got ${statistical}`]
      : []),
    ...mutantViolations(claims, mutantFiles),
  ];
}

/** Claims of the suite that fewer than two mutants put to the test: one may be killed for a side effect. */
export function thinClaims(claims: readonly Pick<Claim, "slug" | "mutants">[]): string[] {
  return claims.filter(({ mutants }) => mutants.length < 2).map(({ slug, mutants }) =>
    `props/${slug}_test.ts: a claim of the suite has at least two mutants, got ${mutants.length}`
  );
}

function fileViolations({ name, text, claim }: ClaimFile): string[] {
  if (claim === undefined) return [`props/${name}: a claim file exports \`claim\`, got none`];
  const rules: readonly Rule[] = [
    [name === `${claim.slug}_test.ts`, "a file is named after its slug", claim.slug],
    [
      /^testClaim\(claim\);$/m.test(text),
      "a claim file ends in `testClaim(claim);`",
      "no such line",
    ],
    [claim.mutants.length > 0, "a claim has at least one mutant", claim.mutants.length],
    ...(["statement", "source", "regime"] as const).map((key) =>
      [claim[key].trim() !== "", `a claim has a ${key}`, `"${claim[key]}"`] as const
    ),
    ...budgetRules(claim),
  ];
  return [
    ...reportViolations(name, claim),
    ...rules.flatMap(([holds, rule, got]) => holds ? [] : [`props/${name}: ${rule}, got ${got}`]),
    ...specViolations(name, claim),
    ...settingViolations(name, claim),
  ];
}

function budgetRules({ unit, budget }: Claim): Rule[] {
  const { quick, ci, deep } = budget;
  const sizes = [quick, ci, deep];
  const rising = sizes.every((size) => Number.isInteger(size) && size > 0) && quick <= ci &&
    ci <= deep;
  return [
    [rising, "a budget is whole numbers that rise from quick to deep", sizes.join(", ")],
    [
      unit === "replicates" || ci >= LEAST_CASES,
      `a universal claim runs at least ${LEAST_CASES} cases in ci`,
      ci,
    ],
  ];
}

/** Texts have the lengths and the forms that the report allows. */
function reportViolations(name: string, claim: Claim): string[] {
  const outcome = undecided(0, "not run");
  const entry = claimEntry({ claim, outcome, mutants: [], ok: false, seed: 0, seconds: 0 });
  const issues = claimSchema.safeParse(entry).error?.issues ?? [];
  return issues.map(({ path, message }) =>
    `props/${name}: a claim fits the report, got ${path.join(".")}: ${message}`
  );
}

/** A counterexample is kept as JSON, so what the generator draws has to come back from it. */
function specViolations(name: string, claim: Claim): string[] {
  try {
    generatorFingerprint(claim);
    return [];
  } catch (error) {
    return [`props/${name}: specs can be kept as JSON, got ${(error as Error).message}`];
  }
}

/**
 * A replicate is dear, so few are run: whether settings stay inside the regime and reach all of it is found
 * out from settings alone.
 */
function settingViolations(name: string, claim: Claim): string[] {
  if (claim.unit === "cases") return [];
  const ledger = new CellLedger(claim);
  for (let seed = 0; seed < SETTINGS; seed++) {
    const setting = drawSetting(claim.generator, seed);
    const outside = ledger.enter(setting, cellsHit(claim.cells, setting));
    if (outside !== undefined) return [`props/${name}: ${outside}`];
  }
  const { cells = [] } = ledger.counts();
  return cells.filter(({ reached }) => !reached).map(({ name: cell, cases }) =>
    `props/${name}: settings reach ${cell}, got ${cases} of ${SETTINGS}`
  );
}

function mutantViolations(claims: readonly Claim[], files: readonly MutantFile[]): string[] {
  const used = new Set(claims.flatMap(({ mutants }) => mutants));
  const exported = new Map(files.map(({ name, exports }) => [name, new Set(exports)]));
  return [
    ...repeated([...used].map(({ name }) => name)).map((name) =>
      `fixtures/mutants/: mutants have different names, got ${name} twice`
    ),
    ...[...used].filter((mutant) => !exported.get(mutantFile(mutant.name))?.has(mutant)).map((
      mutant,
    ) =>
      `fixtures/mutants/${
        mutantFile(mutant.name)
      }: it exports mutant ${mutant.name}, got no such export`
    ),
    ...files.filter(({ exports }) => !exports.some((value) => used.has(value as Subject))).map(
      ({ name }) => `fixtures/mutants/${name}: some claim has its mutant, got none`,
    ),
  ];
}

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, i) => values.indexOf(value) !== i))];
}
