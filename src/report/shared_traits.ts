/** What failed claims share: the capability that they need, and the known mistakes that look like it. */

import type { Report, ReportClaim } from "./schema.ts";

/** What of a report is looked at. */
export interface TraitsOf {
  readonly claims: readonly Pick<
    ReportClaim,
    "id" | "verdict" | "ok" | "expected" | "mutants" | "needs"
  >[];
  readonly matrix: Report["matrix"];
}

/** A capability that failed claims need. */
export interface SharedCapability {
  readonly name: string;
  /** Ids of the failed claims that need it. */
  readonly failed: readonly string[];
  /** Number of claims that need it and came out as expected. */
  readonly held: number;
}

/** A mutant whose mistake would make some of the same claims fail. */
export interface Lookalike {
  readonly name: string;
  /** Ids of failed claims that fail on it too. */
  readonly explains: readonly string[];
  /** Ids of claims that fail on it but came out as expected here. */
  readonly contradicted: readonly string[];
}

/** What failed claims share. */
export interface SharedTraits {
  /** Ids of the claims with another verdict than the expected one. */
  readonly failed: readonly string[];
  /** The most telling first: what most failed claims need, and fewest others. */
  readonly capabilities: readonly SharedCapability[];
  /** The most alike first. */
  readonly lookalikes: readonly Lookalike[];
}

/**
 * What the claims with another verdict than the expected one share. A mutant looks like what is wrong if the claims that
 * kill it are those that failed: each of them that failed speaks for it, each that held against it. Claims that only
 * let a mutant survive tell nothing of the subject, and are left out.
 *
 * @example Both failed claims need one capability, and one mutant would fail both
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { sharedTraits, type TraitsOf } from "./shared_traits.ts";
 *
 * const killed = { name: "no-softmax", killed: true, verdict: "refuted", cases: 1 } as const;
 * const claim = (id: string, verdict: "refuted" | "verified", needs: string[]): TraitsOf["claims"][number] => (
 *   { id, verdict, ok: verdict === "verified", expected: "verified", mutants: [killed], needs }
 * );
 * const claims = [claim("A1", "refuted", ["weigh"]), claim("A2", "refuted", ["weigh", "train"])];
 * const { capabilities, lookalikes } = sharedTraits({ claims, matrix: null });
 * assertEquals(capabilities.map(({ name, failed }) => [name, failed.length]), [["weigh", 2], ["train", 1]]);
 * assertEquals(lookalikes, [{ name: "no-softmax", explains: ["A1", "A2"], contradicted: [] }]);
 * ```
 */
export function sharedTraits({ claims, matrix }: TraitsOf): SharedTraits {
  const off = claims.filter(({ verdict, expected }) => verdict !== expected);
  const failed = off.map(({ id }) => id);
  if (off.length === 0) return { failed, capabilities: [], lookalikes: [] };
  const held = claims.filter(({ ok }) => ok);
  return {
    failed,
    capabilities: capabilitiesOf(off, held),
    lookalikes: lookalikesOf(killersOf({ claims, matrix }), {
      failed,
      held: held.map(({ id }) => id),
    }),
  };
}

function capabilitiesOf(
  off: TraitsOf["claims"],
  held: TraitsOf["claims"],
): SharedCapability[] {
  const names = [...new Set(off.flatMap(({ needs = [] }) => needs))];
  return names.map((name) => ({
    name,
    failed: off.filter(({ needs }) => needs?.includes(name)).map(({ id }) => id),
    held: held.filter(({ needs }) => needs?.includes(name)).length,
  })).sort((a, b) => b.failed.length - a.failed.length || a.held - b.held);
}

/** Ids of the claims that kill each mutant, in whatever the run put to them; a rival is a law, no subject. */
function killersOf({ claims, matrix }: TraitsOf): ReadonlyMap<string, readonly string[]> {
  const pairs = [
    ...claims.flatMap(({ id, mutants }) =>
      mutants.filter(({ killed, rival }) => killed && !rival).map(({ name }) => [name, id] as const)
    ),
    ...(matrix?.rows ?? []).flatMap(({ id, cells }) =>
      matrix!.mutants.filter((_, i) => cells[i] === "killed").map((name) => [name, id] as const)
    ),
  ];
  const killers = new Map<string, Set<string>>();
  for (const [name, id] of pairs) {
    killers.set(name, (killers.get(name) ?? new Set()).add(id));
  }
  return new Map(Array.from(killers, ([name, ids]) => [name, [...ids]]));
}

function lookalikesOf(
  killers: ReadonlyMap<string, readonly string[]>,
  { failed, held }: { readonly failed: readonly string[]; readonly held: readonly string[] },
): Lookalike[] {
  const all = Array.from(killers, ([name, ids]) => ({
    name,
    explains: ids.filter((id) => failed.includes(id)),
    contradicted: ids.filter((id) => held.includes(id)),
  }));
  // The share of agreement among the claims that either names: 1 where they are the same.
  const likeness = ({ explains, contradicted }: Lookalike) =>
    explains.length / (failed.length + contradicted.length);
  return all.filter(({ explains }) => explains.length > 0)
    .sort((a, b) => likeness(b) - likeness(a) || (a.name < b.name ? -1 : 1));
}
