/** Cards as the process of a claim makes them: without the schemas' library, which takes as long to load as all of it. */

import type { Claim } from "../../src/claim/claim.ts";
import { generatorFingerprint } from "../../src/report/counterexample.ts";
import type { ClaimCard } from "./claim_card.ts";

/** The card of a claim that is at hand; made by loops alone, as the claim's file may have patched all else. */
export function cardOf(claim: Claim): ClaimCard {
  const { id, slug, statement, source, regime, kind, expected, needs, bounds, cells } = claim;
  const { formula, plain } = claim;
  // A claim with a law says so, though it had no rival.
  const rivals = claim.rivals ?? (claim.under && []);
  const shared = {
    ...{ id, slug, statement, source, regime, kind, expected, needs, budget: claim.budget },
    mutants: each(claim.mutants, ({ name, description }) => ({ name, description })),
    ...(formula !== undefined && { formula }),
    ...(plain !== undefined && { plain }),
    ...(rivals && { rivals: each(rivals, ({ name, description }) => ({ name, description })) }),
    ...(bounds && { bounds }),
    ...(cells && { cells: each(cells, ({ name, atLeast }) => ({ name, atLeast })) }),
    fingerprint: fingerprintOf(claim),
  };
  if (claim.unit === "cases") {
    const { failsIn } = claim;
    return { ...shared, unit: "cases", ...(failsIn !== undefined && { failsIn }) };
  }
  const { effectName, bound, smallestEffect, within, strata } = claim;
  return {
    ...{ ...shared, unit: "replicates", effectName, bound, smallestEffect },
    ...(within !== undefined && { within }),
    ...(strata && { strata: each(strata, ({ name }) => ({ name })) }),
  };
}

function each<From, To>(list: readonly From[], part: (from: From) => To): To[] {
  const parts: To[] = [];
  for (let i = 0; i < list.length; i++) parts[i] = part(list[i]);
  return parts;
}

function fingerprintOf(claim: Claim): string | null {
  try {
    return generatorFingerprint(claim);
  } catch {
    return null;
  }
}
