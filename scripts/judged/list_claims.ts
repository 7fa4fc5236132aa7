/** The claims of props/ as cards: one process reads all files, and the judge none. */

import { claimFile } from "../base/paths.ts";
import { naturalOrder } from "../base/natural_order.ts";
import { UsageError } from "../base/usage_error.ts";
import { claimFiles, requireDifferent } from "../project/load_claims.ts";
import type { ClaimCard } from "./claim_card.ts";
import { ClaimProcess } from "./claim_process.ts";

/** Seconds that loading one file may take. */
const PATIENCE = 30;

/** All claims in natural order of their ids; throws UsageError on a file that is no claim, or none at all. */
export async function listClaims(): Promise<ClaimCard[]> {
  const cards: ClaimCard[] = [];
  const waiting = await claimFiles();
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
  const process = new ClaimProcess();
  let file = "props/";
  let look: ReturnType<typeof setTimeout> | undefined;
  const watch = () => {
    clearTimeout(look);
    look = setTimeout(() => process.end(`it took more than ${PATIENCE} s`), PATIENCE * 1000);
  };
  try {
    watch();
    const reply = await process.ask({ kind: "cards", files }, (note) => {
      watch();
      if (note.kind === "reading") file = note.file;
    });
    if (reply.kind !== "cards" || reply.cards.length === 0) {
      throw new UsageError(
        `${file} must load, got a process that failed: ${
          "reason" in reply ? reply.reason : reply.kind
        }`,
      );
    }
    return reply.cards.map(cardOfFile);
  } finally {
    clearTimeout(look);
    process.end("all claims are listed");
    await process.over;
  }
}

function cardOfFile(
  { file, card, error }: { file: string; card?: unknown; error?: string | undefined },
): ClaimCard {
  if (card === undefined) {
    throw new UsageError(error ?? `props/${file} must hold a claim, got none`);
  }
  const known = card as ClaimCard;
  if (`props/${file}` !== claimFile(known.slug)) {
    throw new UsageError(
      `props/${file} must be named after its claim's slug, got ${known.slug}: ` +
        `rename it to ${claimFile(known.slug)} or change the slug`,
    );
  }
  return known;
}
