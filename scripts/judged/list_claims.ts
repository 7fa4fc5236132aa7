/** The claims of props/ as cards: one process reads all files, and the judge none. */

import { naturalOrder } from "../base/natural_order.ts";
import { UsageError } from "../base/usage_error.ts";
import { claimFiles, requireDifferent } from "../project/claim_files.ts";
import { type ClaimCard, claimCardSchema } from "./claim_card.ts";
import { reasonOf } from "./claim_process.ts";
import { loadBreach, type Loading } from "./load_rules.ts";
import { withProcess } from "./with_process.ts";

/** Seconds that loading one file may take. */
const PATIENCE = 30;

/** All claims in natural order of their ids; throws UsageError on a file that is no claim, or none at all. */
export async function listClaims(): Promise<ClaimCard[]> {
  const cards: ClaimCard[] = [];
  const waiting = await claimFiles();
  if (waiting.length === 0) {
    throw new UsageError("props/ must hold claims in files that end in _test.ts, got none");
  }
  // A file that changes what all code shares is the last that its process reads.
  while (waiting.length > 0) {
    const read = await cardsOf(waiting);
    cards.push(...read);
    waiting.splice(0, read.length);
  }
  requireDifferent(cards, "id");
  requireDifferent(cards, "slug");
  return cards.sort((a, b) => naturalOrder(a.id, b.id));
}

/** The cards of the first of these files, at least one. */
async function cardsOf(files: readonly string[]): Promise<ClaimCard[]> {
  let file = "props/";
  const reply = await withProcess((ask) =>
    ask({ kind: "cards", files }, (note) => {
      if (note.kind === "reading") file = note.file;
    }), { patience: PATIENCE });
  if (reply.kind !== "cards" || reply.cards.length === 0) {
    throw new UsageError(`${file} must load, got a process that failed: ${reasonOf(reply)}`);
  }
  return reply.cards.map(cardOfFile);
}

interface ReadFile {
  readonly file: string;
  readonly card?: unknown;
  readonly loading?: Loading | undefined;
  readonly error?: string | undefined;
}

function cardOfFile({ file, card, loading, error }: ReadFile): ClaimCard {
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
