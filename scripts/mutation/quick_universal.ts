/**
 * Runs the universal claims on the reference model in the quick profile; exits 1 at the first that is not as
 * expected.
 *
 * The last and widest of the tests that `mutate_source.ts` puts a changed source to.
 */

import { claimControl, referenceSubject, runClaim } from "../../src/mod.ts";
import { loadClaims } from "../project/load_claims.ts";

const seed = Number(Deno.args[0] ?? 0);
for (const claim of await loadClaims()) {
  if (claim.unit !== "cases") continue;
  const control = { ...claimControl(claim, { seed, profile: "quick" }), shrink: false };
  const { verdict } = await runClaim(claim, referenceSubject, control);
  if (verdict !== claim.expected) {
    console.error(`${claim.id} came out ${verdict}`);
    Deno.exit(1);
  }
}
