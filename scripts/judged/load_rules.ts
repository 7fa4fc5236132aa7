/** What a claim must keep to be loaded at all, by every command alike: otherwise its green would say nothing. */

import { closest } from "fastest-levenshtein";
import type { ClaimFacts } from "../../src/claim/facts.ts";
import { outsideRegime } from "../../src/claim/regime.ts";
import { referenceSubject } from "../../src/attention/reference_subject.ts";
import { CLAIM_ID, CLAIM_SLUG } from "../../src/report/schema.ts";
import { claimFile } from "../base/paths.ts";

/** What is known of a claim's file beside its card. */
export interface Loading {
  /** Number of claims that the file exports. */
  readonly claims: number;
  /** Whether the file gives its claim to `testClaim`. */
  readonly registered: boolean;
  /** Whether the first draws of its generator differ. */
  readonly varies: boolean;
  /** Whether the claim states a law, in whose place others can be put. */
  readonly lawful: boolean;
  /** By stratum: the fields that it fixes, with their values. */
  readonly fixed: readonly (readonly (readonly [field: string, value: unknown])[])[];
  /** By mutant: the capabilities in which it differs from the reference model; null for the model itself. */
  readonly changes: readonly (readonly string[] | null)[];
}

/** What a subject may be able to do. */
const CAPABILITIES: readonly string[] = Object.keys(referenceSubject)
  .filter((key) => !["name", "description"].includes(key));

/** Fewest mutants: one may be killed for a side effect. */
const LEAST_MUTANTS = 2;
/** Fewest rivals of a law: exact ones are further from it than those that hold in the limit or on average. */
const LEAST_RIVALS = { ID: 2, INEQ: 2, LIM: 3, EXP: 3 } as const;

/** The first rule that the claim of a file breaks, with the value and what to do; undefined where it breaks none. */
export function loadBreach(
  file: string,
  claim: ClaimFacts,
  loading: Loading,
): string | undefined {
  const rules = [
    ...fileRules(file, claim, loading),
    ...claimRules(claim, loading),
    ...lawRules(claim, loading),
    ...strataRules(claim, loading),
  ];
  const broken = rules.find(([holds]) => !holds);
  return broken && `props/${file}: ${broken[1]}`;
}

type Rule = readonly [holds: boolean, complaint: string];

function fileRules(file: string, { id, slug }: ClaimFacts, loading: Loading): Rule[] {
  return [
    [loading.claims === 1, `a claim file exports one claim, got ${loading.claims}`],
    [CLAIM_ID.test(id), `an id is a letter, a number and dotted parts as in B10.loss, got ${id}`],
    [CLAIM_SLUG.test(slug), `a slug is in snake case, got ${slug}`],
    [
      `props/${file}` === claimFile(slug),
      `a claim file is named after its slug, got ${slug}: rename it to ${claimFile(slug)}`,
    ],
    [loading.registered, "a claim file ends in `testClaim(claim);`, got none: add the line"],
  ];
}

/** One counterexample may be luck, so a claim that is to be refuted says how often it fails at least. */
function shareRule(claim: ClaimFacts): Rule {
  const failsIn = claim.unit === "cases" ? claim.failsIn : undefined;
  const isOfCases = claim.unit === "cases" && claim.expected === "refuted";
  return isOfCases
    ? [
      failsIn !== undefined,
      "a claim that is to be refuted says in which share of its cases it fails at least, got no failsIn",
    ]
    : [
      failsIn === undefined,
      `failsIn is for claims about cases that are to be refuted, got ${failsIn}`,
    ];
}

function claimRules(claim: ClaimFacts, loading: Loading): Rule[] {
  const { unit, budget, needs, mutants } = claim;
  const { quick, ci, deep } = budget;
  const names = mutants.map(({ name }) => name);
  const twice = twiceIn(names);
  const reference = names[loading.changes.indexOf(null)];
  const idle = loading.changes.findIndex((changed) =>
    changed !== null && !changed.some((capability) => needs.includes(capability))
  );
  const unknown = needs.find((need) => !CAPABILITIES.includes(need));
  return [
    [
      claim.regime.trim() !== "",
      "a claim has a regime: ranges of its generator, words, or both; got neither",
    ],
    [
      unknown === undefined,
      `needs are capabilities of a subject, got ${unknown}; the nearest is ${
        closest(unknown ?? "", CAPABILITIES)
      }`,
    ],
    [
      [quick, ci, deep].every((size) => Number.isInteger(size) && size > 0) &&
      quick <= ci && ci <= deep,
      `a budget is whole numbers that rise from quick to deep, got ${quick}, ${ci}, ${deep}`,
    ],
    shareRule(claim),
    [unit === "replicates" || loading.varies, "a generator draws more than one spec, got one"],
    [
      mutants.length >= LEAST_MUTANTS,
      `a claim has at least ${LEAST_MUTANTS} mutants that it must refute, got ${mutants.length}`,
    ],
    [twice === undefined, `mutants differ, got ${twice} twice`],
    [reference === undefined, `a mutant differs from the reference model, got ${reference}`],
    [
      idle < 0,
      `a mutant changes what the claim needs, got ${names[idle]}, which changes ` +
      `${loading.changes[idle]?.join(", ")}; the claim needs ${needs.join(", ")}`,
    ],
  ];
}

/** A law that no wrong one stands against could be anything. */
function lawRules({ kind, mutants, rivals }: ClaimFacts, { lawful }: Loading): Rule[] {
  const names = (rivals ?? []).map(({ name }) => name);
  const repeated = twiceIn(names);
  const both = names.find((rival) => mutants.some(({ name }) => name === rival));
  const least = LEAST_RIVALS[kind];
  return [
    [
      lawful || rivals === undefined,
      "rivals stand in for a law: state it by statisticalLaw or universalLaw",
    ],
    [
      !lawful || names.length >= least,
      `a claim of kind ${kind} with a law has at least ${least} rivals that it must refute, got ${names.length}`,
    ],
    [repeated === undefined, `rivals differ, got ${repeated} twice`],
    [both === undefined, `a rival has another name than the mutants, got ${both}`],
  ];
}

/** What a stratum fixes is a part of the regime, or it would be decided elsewhere, or all over again. */
function strataRules(claim: ClaimFacts, { fixed }: Loading): Rule[] {
  const strata = claim.unit === "replicates" ? claim.strata ?? [] : [];
  const { bounds = {} } = claim;
  const doubled = twiceIn(strata.map(({ name }) => name));
  const all = strata.flatMap(({ name }, i) =>
    (fixed[i] ?? []).map(([field, value]) => ({ name, field, value }))
  );
  const unbounded = all.find(({ field }) => !Object.hasOwn(bounds, field));
  const outside = all.flatMap(({ name, field, value }) => {
    const broken = Object.hasOwn(bounds, field) &&
      outsideRegime({ [field]: bounds[field] }, { [field]: value });
    return broken ? [`${broken}, in ${name}`] : [];
  });
  return [
    [doubled === undefined, `strata differ, got ${doubled} twice`],
    [
      unbounded === undefined,
      `a stratum fixes fields that the claim's bounds name, got ${unbounded?.field} in ${unbounded?.name}`,
    ],
    [outside.length === 0, `a stratum lies within the claim's bounds, got a field: ${outside[0]}`],
  ];
}

/** The first name that was there before. */
function twiceIn(names: readonly string[]): string | undefined {
  return names.find((name, i) => names.indexOf(name) < i);
}
