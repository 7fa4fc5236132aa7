/** What the rules of claims ask for: the claims of props/ with what their generators draw, as processes tell it. */

import { UsageError } from "../base/usage_error.ts";
import type { ClaimCard } from "../judged/claim_card.ts";
import { reasonOf } from "../judged/claim_process.ts";
import { type Ask, withProcess } from "../judged/with_process.ts";
import type { AuditedClaim } from "./claim_rules.ts";

/** Settings of a statistical claim that are drawn to see its regime. */
const SETTINGS = Array.from({ length: 2000 }, (_, seed) => seed);

/**
 * All claims, one after the other in one process: nothing is decided here, and to start one for each would take ten
 * times as long. Throws UsageError on a claim that cannot be asked.
 */
export function auditClaims(cards: readonly ClaimCard[]): Promise<AuditedClaim[]> {
  return withProcess(async (ask) => {
    const audited: AuditedClaim[] = [];
    for (const card of cards) audited.push(await auditClaim(card, ask));
    return audited;
  });
}

async function auditClaim(card: ClaimCard, ask: Ask): Promise<AuditedClaim> {
  const { slug, unit } = card;
  await ask({ kind: "claim", slug });
  const reply = await ask({ kind: "strays" });
  if (reply.kind !== "strays") throw unasked(card, reasonOf(reply));
  const { strays } = reply;
  if (unit === "cases") return { card, strays, settings: [] };
  const drawn = await ask({ kind: "settings", seeds: SETTINGS });
  if (drawn.kind !== "settings") throw unasked(card, reasonOf(drawn));
  return { card, strays, settings: drawn.settings };
}

function unasked({ slug }: ClaimCard, reason: string): UsageError {
  return new UsageError(`props/${slug}_test.ts must tell its mutants and settings, got ${reason}`);
}
