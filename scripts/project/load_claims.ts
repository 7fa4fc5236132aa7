/** Loading a claim, which runs what its file says: only a process that judges nothing may. */

import type { Claim } from "../../src/claim/claim.ts";
import { project } from "../base/project.ts";
import { complaint, UsageError } from "../base/usage_error.ts";

/** The claim of a file in props/; throws UsageError on one that is no claim. */
export async function loadClaim(name: string): Promise<Claim> {
  const module = await import(new URL(name, project().props).href).catch((error) => {
    throw new UsageError(`props/${name} must load, got ${complaint(error)}`);
  });
  const { claim } = module;
  if (typeof claim?.id !== "string" || typeof claim?.slug !== "string") {
    throw new UsageError(`props/${name} must export a const \`claim\`, got ${typeof claim}`);
  }
  return claim;
}
