/** How the claim of a file came: what the rules of loading ask for beside its card. */

import fc from "fast-check";
import type { Claim } from "../../src/claim/claim.ts";
import { referenceSubject } from "../../src/attention/reference_subject.ts";
import { capabilityOf, type Subject } from "../../src/claim/subject.ts";
import { project } from "../base/project.ts";
import { isRegistered } from "../project/registered_claims.ts";
import type { Loading } from "./load_rules.ts";

/** Draws that are looked at: few will do, unless they are alike. */
const DRAWS = [2, 32];

/** What is known of a file that was loaded, by loops alone: it may have patched all else. */
export async function loadingOf(file: string, claim: Claim): Promise<Loading> {
  const exported = await import(new URL(file, project().props).href);
  let claims = 0;
  for (const name in exported) if (isClaim(exported[name])) claims++;
  const changes: (readonly string[] | null)[] = [];
  for (let i = 0; i < claim.mutants.length; i++) changes[i] = changesOf(claim.mutants[i]);
  const lawful = typeof claim.under === "function";
  const facts = { claims, registered: isRegistered(claim), varies: varies(claim) };
  return { ...facts, lawful, fixed: fixedOf(claim), changes };
}

/** The fields that each stratum fixes, with their values. */
function fixedOf(claim: Claim): Loading["fixed"] {
  const strata = claim.unit === "replicates" ? claim.strata ?? [] : [];
  const all: [string, unknown][][] = [];
  for (let i = 0; i < strata.length; i++) {
    const setting: Readonly<Record<string, unknown>> = strata[i].setting as never;
    const fixed: [string, unknown][] = [];
    for (const field in setting) fixed[fixed.length] = [field, setting[field]];
    all[i] = fixed;
  }
  return all;
}

function isClaim(value: unknown): boolean {
  return typeof (value as Partial<Claim> | null)?.slug === "string";
}

/** The capabilities in which a subject differs from the reference model; null for the model itself. */
function changesOf(subject: Subject): readonly string[] | null {
  if (subject.name === referenceSubject.name) return null;
  const changed: string[] = [];
  for (const name in subject) {
    if (name === "name" || name === "description") continue;
    if (capabilityOf(subject, name) !== capabilityOf(referenceSubject, name)) {
      changed[changed.length] = name;
    }
  }
  return changed;
}

function varies({ generator }: Claim): boolean {
  for (let size = 0; size < DRAWS.length; size++) {
    const draws = fc.sample(generator, { seed: 1, numRuns: DRAWS[size] });
    const first = fc.stringify(draws[0]);
    for (let i = 1; i < draws.length; i++) if (fc.stringify(draws[i]) !== first) return true;
  }
  return false;
}
