/** The card of a claim file, once all rules of loading hold. */

import { UsageError } from "../base/usage_error.ts";
import { type ClaimCard, claimCardSchema } from "./claim_card.ts";
import { loadBreach, type Loading } from "./load_rules.ts";

/** What a process told of a file. */
export interface ReadFile {
  readonly file: string;
  readonly card?: unknown;
  readonly loading?: Loading | undefined;
  readonly error?: string | undefined;
}

/** The card; throws UsageError on a file whose claim cannot be loaded. */
export function cardOfFile({ file, card, loading, error }: ReadFile): ClaimCard {
  if (loading === undefined) {
    throw new UsageError(error ?? `props/${file} must hold a claim, got none`);
  }
  const { data, error: issues } = claimCardSchema.safeParse(card);
  if (data === undefined) {
    throw new UsageError(`props/${file}: ${issueText(issues.issues[0], card)}`);
  }
  const known = data as unknown as ClaimCard;
  const breach = loadBreach(file, known, loading);
  if (breach !== undefined) throw new UsageError(breach);
  return known;
}

/** `budget.ci: must be …, got 0`. */
function issueText(
  { path, message }: { readonly path: readonly PropertyKey[]; readonly message: string },
  card: unknown,
): string {
  const value = path.reduce<unknown>(
    (within, key) => (within as Record<PropertyKey, unknown> | undefined)?.[key],
    card,
  );
  return `${path.join(".")} of its claim: ${message}, got ${JSON.stringify(value)}`;
}
