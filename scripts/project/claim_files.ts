/** The claim files of props/: every one is read, so there is no registry to keep. */

import type { Claim } from "../../src/claim/claim.ts";
import type { ClaimFacts } from "../../src/claim/facts.ts";
import { project } from "../base/project.ts";
import { UsageError } from "../base/usage_error.ts";

/** Names of the claim files, sorted; throws UsageError on what lies beside them, and would never be run. */
export async function claimFiles(): Promise<string[]> {
  const files: string[] = [];
  for await (const { name, isFile } of Deno.readDir(project().props)) {
    if (!isFile || !name.endsWith("_test.ts")) {
      throw new UsageError(
        `props/ must hold only files whose names end in _test.ts, got ${name}: move or rename it`,
      );
    }
    files.push(name);
  }
  return files.sort();
}

/** Throws UsageError when two claims share an id or a slug. */
export function requireDifferent(
  claims: readonly Pick<Claim, "id" | "slug">[],
  key: "id" | "slug",
): void {
  const seen = new Map<string, string>();
  for (const claim of claims) {
    const other = seen.get(claim[key]);
    if (other !== undefined) {
      throw new UsageError(
        `claims must have different ${key}s, got ${claim[key]} in ${other} and ${claim.slug}`,
      );
    }
    seen.set(claim[key], claim.slug);
  }
}

/**
 * Throws UsageError where a rival is named as a mutant of the project is: a run of all mutants would take what came
 * of one for the other's.
 */
export function requireOtherNames(
  claims: readonly Pick<ClaimFacts, "slug" | "rivals">[],
  mutants: readonly string[],
): void {
  for (const { slug, rivals = [] } of claims) {
    const both = rivals.find(({ name }) => mutants.includes(name));
    if (both !== undefined) {
      throw new UsageError(
        `props/${slug}_test.ts: a rival has another name than the mutants of fixtures/mutants/, got ${both.name}`,
      );
    }
  }
}
