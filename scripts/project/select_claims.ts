/** The claims that the user asked for, by id or slug. */

import { distance } from "fastest-levenshtein";
import { UsageError } from "../base/usage_error.ts";

/** What a claim is called. */
interface Named {
  readonly id: string;
  readonly slug: string;
}

/**
 * The claims named in `asked`, in their own order; all when nothing is asked for.
 *
 * An id stands for its dotted sub-claims too: `B10` selects `B10` and `B10.loss`.
 */
export function selectClaims<Claim extends Named>(
  claims: readonly Claim[],
  asked: readonly string[],
): readonly Claim[] {
  if (asked.length === 0) return claims;
  for (const name of asked) {
    if (claims.some((claim) => isNamed(claim, name))) continue;
    throw new UsageError(
      `--claim must be an id or a slug of \`attest list\`, got "${name}"; ` +
        `the nearest is ${nearestName(claims, name)}`,
    );
  }
  return claims.filter((claim) => asked.some((name) => isNamed(claim, name)));
}

/** Whether a name is the claim's id or slug, or the id that it is a dotted part of. */
export function isNamed({ id, slug }: Pick<Named, "id"> & Partial<Named>, name: string): boolean {
  return id === name || slug === name || id.startsWith(`${name}.`);
}

/** The id or slug that takes the fewest edits, the first of equals. */
function nearestName(claims: readonly Named[], name: string): string {
  const wanted = name.toLowerCase();
  const edits = (candidate: string) => distance(wanted, candidate.toLowerCase());
  return claims.flatMap(({ id, slug }) => [id, slug])
    .reduce((best, candidate) => (edits(candidate) < edits(best) ? candidate : best));
}
