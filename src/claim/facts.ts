/** What a claim says of itself: a sentence with its regime, its opponents and its budget, as data. */

import type { Rival } from "./law.ts";
import type { Bounds, Cell } from "./regime.ts";
import type { Stratum } from "./strata.ts";
import type { Subject } from "./subject.ts";

/** ID exact identity, INEQ deterministic inequality, LIM limit with a margin, EXP a statement about a mean. */
export type ClaimKind = "ID" | "INEQ" | "LIM" | "EXP";

/** How much is spent: plain `deno test`, every change, or nightly. */
export type Profile = "quick" | "ci" | "deep";

/** A number for each profile. */
export type PerProfile = Readonly<Record<Profile, number>>;

/**
 * The profile whose budget a claim's opponents get: at least ci's.
 *
 * A run on an opponent ends with the first case that refutes, so that more cases cost nothing, while the few of
 * quick may miss a mistake that only rare sizes show. Of a claim that is to be refuted an opponent must hold in
 * all cases, and there they do cost.
 */
export function opponentProfile(
  { expected }: Pick<FactsHeader, "expected">,
  profile: Profile,
): Profile {
  return profile === "quick" && expected === "verified" ? "ci" : profile;
}

/** What every claim says of itself, as data that may come from another process. */
export interface FactsHeader {
  /** Row of the theory, with a dotted suffix where one row has several claims: `B10.loss`. */
  readonly id: string;
  /** Content in snake case; the file is named after it. */
  readonly slug: string;
  /** One sentence. */
  readonly statement: string;
  /** The mathematics of the statement in LaTeX, for pages that typeset it; terminals show the statement. */
  readonly formula?: string;
  /** What it means to somebody who knows no formula; pages begin with the claims that have it. */
  readonly plain?: string;
  /** Paper and place, or how it was derived. */
  readonly source: string;
  /** The preconditions, ranges first: nothing is asserted outside them. */
  readonly regime: string;
  /** Which sort of sentence it is. */
  readonly kind: ClaimKind;
  /** False statements worth refuting expect "refuted". */
  readonly expected: "verified" | "refuted";
  /** What a subject must be able to do. */
  readonly needs: readonly string[];
  /** Subjects on which the verdict must not come out as expected. */
  readonly mutants: readonly Pick<Subject, "name" | "description">[];
  /** Wrong laws next to the claim's own, under each of which the verdict must not come out as expected. */
  readonly rivals?: readonly Pick<Rival, "name" | "description">[];
  /** The regime as data, by field of the spec: outside nothing is asserted, the edges must be reached. */
  readonly bounds?: Bounds;
  /** Further parts of the regime that must be reached. */
  readonly cells?: readonly Pick<Cell, "name" | "atLeast">[];
}

/** A wrong model, or a wrong law, under which a claim must not come out as expected. */
export interface Opponent {
  /** What a report calls it. */
  readonly name: string;
  /** In what it is wrong. */
  readonly description: string;
  /** A law in place of the claim's, put to the reference model. */
  readonly rival?: true;
}

/** All that a claim must refute: its mutants, and then its rivals. */
export function opponentsOf(
  { mutants, rivals = [] }: Pick<FactsHeader, "mutants" | "rivals">,
): Opponent[] {
  return [
    ...mutants.map(({ name, description }) => ({ name, description })),
    ...rivals.map(({ name, description }) => ({ name, description, rival: true } as const)),
  ];
}

/** The facts of a claim about every case. */
export interface UniversalFacts extends FactsHeader {
  /** What is counted. */
  readonly unit: "cases";
  /** Cases by profile. */
  readonly budget: PerProfile;
  /**
   * A claim that is to be refuted: the share of its cases in which it fails at least. It is refuted once that
   * is shown; one counterexample alone may be luck.
   */
  readonly failsIn?: number;
}

/** The facts of a claim about a mean. */
export interface StatisticalFacts extends FactsHeader {
  /** What is counted. */
  readonly unit: "replicates";
  /** What an effect measures, for the report. */
  readonly effectName: string;
  /** Effects are clipped to ±bound. */
  readonly bound: number;
  /** δ, the smallest effect of interest: a mean effect below this counts as none. */
  readonly smallestEffect: number;
  /** Present: the claim says that the mean effect is 0 within this, not that it is positive. */
  readonly within?: number;
  /** Parts of the regime in each of which the claim is decided; it is verified only if it is in all of them. */
  readonly strata?: readonly Pick<Stratum, "name">[];
  /** Most replicates by profile, of each stratum. */
  readonly budget: PerProfile;
}

/** All that deciding a claim takes. */
export type ClaimFacts = UniversalFacts | StatisticalFacts;
