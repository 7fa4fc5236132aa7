/** What a claim must keep to be loaded at all, by every command alike: otherwise its green would say nothing. */

import { closest } from "fastest-levenshtein";
import type { ClaimFacts } from "../../src/claim/claim.ts";
import { referenceSubject } from "../../src/claim/subject.ts";
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
  /** By mutant: the capabilities in which it differs from the reference model; null for the model itself. */
  readonly changes: readonly (readonly string[] | null)[];
}

/** What a subject may be able to do. */
const CAPABILITIES: readonly string[] = Object.keys(referenceSubject)
  .filter((key) => !["name", "description"].includes(key));

/** Fewest mutants: one may be killed for a side effect. */
const LEAST_MUTANTS = 2;

/** The first rule that the claim of a file breaks, with the value and what to do; undefined where it breaks none. */
export function loadBreach(
  file: string,
  claim: ClaimFacts,
  loading: Loading,
): string | undefined {
  const rules = [...fileRules(file, claim, loading), ...claimRules(claim, loading)];
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
  const twice = names.find((name, i) => names.indexOf(name) < i);
  const reference = names[loading.changes.indexOf(null)];
  const idle = loading.changes.findIndex((changed) =>
    changed !== null && !changed.some((capability) => (needs as string[]).includes(capability))
  );
  const unknown = needs.find((need) => !CAPABILITIES.includes(need));
  return [
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
