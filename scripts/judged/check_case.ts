/** One case of a claim on the reference model or on a user's, checked in a process of its own. */

import type { Offer } from "../../src/attention/offer.ts";
import type { Margin } from "../../src/decision/margin.ts";
import type { SubjectDesk } from "../subject/subject_desk.ts";
import type { ClaimCard } from "./claim_card.ts";
import { reasonOf } from "./claim_process.ts";
import { withClaimProcess } from "./with_process.ts";

/** A user's model. */
interface Model {
  readonly offer: Offer;
  readonly desk: Pick<SubjectDesk, "ask">;
}

/** The margin of a case as `encodeSpec` writes it, or what it crashed of. */
export async function checkCase(
  card: ClaimCard,
  spec: unknown,
  model?: Model,
): Promise<{ readonly margin?: Margin; readonly crash?: string }> {
  const subject = model && { given: model.offer };
  const reply = await withClaimProcess(
    card,
    (ask) => ask({ kind: "check", spec, ...(subject && { subject }) }),
    { ...(model && { desk: model.desk }) },
  );
  if (reply.kind !== "checked") return { crash: reasonOf(reply) };
  return reply.margin === undefined ? { crash: reply.crash ?? "" } : { margin: reply.margin };
}
