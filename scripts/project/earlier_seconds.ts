/** How long claims took in the accepted run: only to foresee how long they will take, so nothing of it is required. */

import type { Profile } from "../../src/claim/facts.ts";
import { project } from "../base/project.ts";

/** Seconds by claim id, of the baseline of a profile or else of ci; empty where there is none that can be used. */
export async function earlierSeconds(profile: Profile): Promise<ReadonlyMap<string, number>> {
  for (const name of new Set([profile, "ci"])) {
    try {
      const text = await Deno.readTextFile(new URL(`${name}.json`, project().baselines));
      return secondsOf(JSON.parse(text));
    } catch {
      // Absent, or nothing that attest wrote.
    }
  }
  return new Map();
}

/** Seconds by claim id of what a report holds; throws on what is none. */
export function secondsOf(report: unknown): ReadonlyMap<string, number> {
  const { claims } = report as { readonly claims: readonly Record<string, unknown>[] };
  return new Map(
    claims.flatMap(({ id, seconds }) =>
      typeof id === "string" && typeof seconds === "number" && seconds >= 0 ? [[id, seconds]] : []
    ),
  );
}
