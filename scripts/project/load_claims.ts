/** The claims of props/: every claim file is read, so there is no registry to keep. */

import type { Claim } from "../../src/claim/claim.ts";
import { naturalOrder } from "../base/natural_order.ts";
import { PROPS } from "../base/paths.ts";
import { complaint, UsageError } from "../base/usage_error.ts";

/** Names of the claim files, sorted; throws UsageError on what lies beside them, and would never be run. */
export async function claimFiles(): Promise<string[]> {
  const files: string[] = [];
  for await (const { name, isFile } of Deno.readDir(PROPS)) {
    if (!isFile || !name.endsWith("_test.ts")) {
      throw new UsageError(
        `props/ holds claim files, which end in _test.ts, got ${name}: move or rename it`,
      );
    }
    files.push(name);
  }
  return files.sort();
}

/** All claims in natural order of their ids; throws UsageError on a file that is no claim. */
export async function loadClaims(): Promise<Claim[]> {
  const loaded: Claim[] = [];
  // One after the other: of imports at once, each would walk all of src/ by itself.
  for (const name of await claimFiles()) loaded.push(await loadClaim(name));
  requireDifferent(loaded, "id");
  requireDifferent(loaded, "slug");
  return loaded.toSorted((a, b) => naturalOrder(a.id, b.id));
}

/** The claim of a file in props/; throws UsageError on one that is no claim. */
export async function loadClaim(name: string): Promise<Claim> {
  const module = await import(new URL(name, PROPS).href).catch((error) => {
    throw new UsageError(`props/${name} must load, got ${complaint(error)}`);
  });
  const { claim } = module;
  if (typeof claim?.id !== "string" || typeof claim?.slug !== "string") {
    throw new UsageError(`props/${name} must export a const \`claim\`, got ${typeof claim}`);
  }
  return claim;
}

/** Throws UsageError when two claims share an id or a slug. */
export function requireDifferent(
  claims: readonly Pick<Claim, "id" | "slug">[],
  key: "id" | "slug",
): void {
  const seen = new Map<string, string>();
  for (const claim of claims) {
    const other = seen.get(claim[key]);
    if (other !== undefined) {
      throw new UsageError(
        `claims must have different ${key}s, got ${claim[key]} in ${other} and ${claim.slug}`,
      );
    }
    seen.set(claim[key], claim.slug);
  }
}
