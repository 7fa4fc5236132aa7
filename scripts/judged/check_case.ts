/** One case of a claim on the reference model, checked in a process of its own. */

import type { Margin } from "../../src/decision/margin.ts";
import type { ClaimCard } from "./claim_card.ts";
import { ClaimProcess } from "./claim_process.ts";

/** Seconds that it may take. */
const PATIENCE = 600;

/** The margin of a case as `encodeSpec` writes it, or what it crashed of. */
export async function checkCase(
  { slug }: ClaimCard,
  spec: unknown,
): Promise<{ readonly margin?: Margin; readonly crash?: string }> {
  const process = new ClaimProcess();
  const timer = setTimeout(
    () => process.end(`it took more than ${PATIENCE} s`),
    PATIENCE * 1000,
  );
  try {
    const loaded = await process.ask({ kind: "claim", slug });
    const reply = loaded.kind === "card" ? await process.ask({ kind: "check", spec }) : loaded;
    if (reply.kind === "checked") {
      return reply.margin === undefined ? { crash: reply.crash ?? "" } : { margin: reply.margin };
    }
    return { crash: "reason" in reply ? reply.reason : reply.kind };
  } finally {
    clearTimeout(timer);
    process.end("the case is checked");
    await process.over;
  }
}
