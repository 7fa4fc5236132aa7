/** Claims whose tests `deno test` finds: those that were given to `testClaim`. */

import type { Claim } from "../../src/claim/claim.ts";

const registered = new WeakSet<Claim>();

/** Remembers a claim. */
export function register(claim: Claim): void {
  registered.add(claim);
}

/** Whether a claim was given to `testClaim`: in `deno test` it would be missed otherwise. */
export function isRegistered(claim: Claim): boolean {
  return registered.has(claim);
}
