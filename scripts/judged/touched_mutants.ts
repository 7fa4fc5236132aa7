/** Which mutants touch which claims: a process loads the mutants, and the judge knows what claims need. */

import { UsageError } from "../base/usage_error.ts";
import type { ClaimCard } from "./claim_card.ts";
import { reasonOf } from "./claim_process.ts";
import { withProcess } from "./with_process.ts";

/** Seconds that loading all mutants may take. */
const PATIENCE = 60;

/** Names of all mutants, and by claim of those that are not its own and touch it. */
export interface TouchedMutants {
  readonly all: readonly string[];
  readonly others: ReadonlyMap<string, readonly string[]>;
}

/** Loads all mutants, and no claim; throws UsageError where one does not load. */
export async function touchedMutants(claims: readonly ClaimCard[]): Promise<TouchedMutants> {
  const reply = await withProcess((ask) => ask({ kind: "mutants" }), { patience: PATIENCE });
  if (reply.kind !== "mutants") {
    throw new UsageError(`all files of fixtures/mutants/ must load, got ${reasonOf(reply)}`);
  }
  const { mutants } = reply;
  const others = claims.map(({ id, needs, mutants: owned }) => {
    const own = new Set(owned.map(({ name }) => name));
    const touched = mutants.filter(({ name, changes }) =>
      !own.has(name) && changes.some((change) => needs.includes(change))
    );
    return [id, touched.map(({ name }) => name)] as const;
  });
  return { all: withOwn(mutants.map(({ name }) => name), claims), others: new Map(others) };
}

/** All names in alphabetical order: claims may have mutants that no file holds. */
export function withOwn(names: readonly string[], claims: readonly ClaimCard[]): string[] {
  const own = claims.flatMap(({ mutants }) => mutants.map(({ name }) => name));
  return [...new Set([...names, ...own])].sort();
}
