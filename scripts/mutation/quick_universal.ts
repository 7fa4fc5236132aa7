/**
 * Runs the universal claims on the reference model in the quick profile; exits 1 at the first that is not as
 * expected.
 *
 * The last and widest of the tests that `mutate_source.ts` puts a changed source to.
 */

import "../terminal/uncaught.ts";
import { CaseRun, type RunCase } from "../../src/verify/case_run.ts";
import { WHOLE } from "../../src/verify/shard.ts";
import { broke } from "../../src/verify/obstacle.ts";
import { claimControl } from "../../src/verify/verify.ts";
import type { ClaimCard } from "../judged/claim_card.ts";
import { listClaims } from "../judged/list_claims.ts";
import { writeError } from "../terminal/terminal.ts";
import { type Ask, withProcess } from "../judged/with_process.ts";

const root = Number(Deno.args[0] ?? 0);

async function verdictOf(card: ClaimCard & { readonly unit: "cases" }, ask: Ask): Promise<string> {
  const { seed, limit } = claimControl(card, { seed: root, profile: "quick" });
  await ask({ kind: "claim", slug: card.slug });
  const run = new CaseRun(card, { limit });
  const asked = { kind: "cases", subject: {}, shard: WHOLE, shrink: false } as const;
  const reply = await ask({ ...asked, seed, limit }, (note) => {
    if (note.kind === "cases") { for (const taken of note.cases) run.take(taken as RunCase); }
  });
  if (reply.kind !== "ran") return reply.kind;
  run.noteReads(reply.read);
  const broken = reply.broken === undefined ? undefined : broke(reply.broken);
  return run.outcome(broken).verdict;
}

// One process for all: each mutation starts them anew, and the author of a mutation trusts the claims.
const failure = await withProcess(async (ask) => {
  for (const card of await listClaims()) {
    const verdict = card.unit === "cases" ? await verdictOf(card, ask) : card.expected;
    if (verdict !== card.expected) return `${card.id} came out ${verdict}`;
  }
  return undefined;
});
if (failure !== undefined) {
  writeError(`${failure}\n`);
  Deno.exit(1);
}
