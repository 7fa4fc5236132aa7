/** Which mutants touch which claims: told by a process of each claim's own. */

import { UsageError } from "../base/usage_error.ts";
import type { ClaimCard } from "./claim_card.ts";
import { reasonOf } from "./claim_process.ts";
import { withClaimProcess } from "./with_process.ts";

/** Names of all mutants, and by claim of those that are not its own and touch it. */
export interface TouchedMutants {
  readonly all: readonly string[];
  readonly others: ReadonlyMap<string, readonly string[]>;
}

/** Asks one claim after the other, two at a time. */
export async function touchedMutants(claims: readonly ClaimCard[]): Promise<TouchedMutants> {
  let all: readonly string[] = [];
  const others = new Map<string, readonly string[]>();
  const waiting = [...claims];
  const work = async () => {
    for (let claim = waiting.shift(); claim !== undefined; claim = waiting.shift()) {
      const answer = await touchedBy(claim);
      all = answer.all;
      const own = new Set(claim.mutants.map(({ name }) => name));
      others.set(claim.id, answer.touched.filter((name) => !own.has(name)));
    }
  };
  await Promise.all([work(), work()]);
  return { all, others };
}

async function touchedBy(card: ClaimCard) {
  const reply = await withClaimProcess(card, (ask) => ask({ kind: "touched" }));
  if (reply.kind === "touched") return reply;
  throw new UsageError(`the mutants that touch ${card.id} must load, got ${reasonOf(reply)}`);
}
