/** One case of a claim on the reference model, checked in a process of its own. */

import type { Margin } from "../../src/decision/margin.ts";
import type { ClaimCard } from "./claim_card.ts";
import { reasonOf } from "./claim_process.ts";
import { withClaimProcess } from "./with_process.ts";

/** The margin of a case as `encodeSpec` writes it, or what it crashed of. */
export async function checkCase(
  card: ClaimCard,
  spec: unknown,
): Promise<{ readonly margin?: Margin; readonly crash?: string }> {
  const reply = await withClaimProcess(card, (ask) => ask({ kind: "check", spec }));
  if (reply.kind !== "checked") return { crash: reasonOf(reply) };
  return reply.margin === undefined ? { crash: reply.crash ?? "" } : { margin: reply.margin };
}
