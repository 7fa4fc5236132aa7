/** The cards of some claim files, each with what is wrong with it where it does not load. */

import { cardOfFile } from "../judged/card_of_file.ts";
import type { ClaimCard } from "../judged/claim_card.ts";
import { reasonOf } from "../judged/claim_process.ts";
import type { SpareProcesses } from "../pool/spare_processes.ts";
import { UsageError } from "../base/usage_error.ts";

/** Seconds that loading one file may take. */
const PATIENCE = 30;

/** A file, and its claim or why there is none. */
export interface ReadCard {
  readonly file: string;
  readonly card?: ClaimCard;
  readonly wrong?: string;
}

/** Reads them, in processes that have loaded nothing; a file that ends its process is told, and not the last. */
export async function readCards(
  files: readonly string[],
  spares: SpareProcesses,
): Promise<ReadCard[]> {
  const all: ReadCard[] = [];
  while (all.length < files.length) {
    const asked = files.slice(all.length);
    const process = spares.take();
    const look = setTimeout(
      () => process.end(`it took more than ${PATIENCE} s`),
      PATIENCE * 1000 * asked.length,
    );
    const reply = await process.ask({ kind: "cards", files: asked });
    clearTimeout(look);
    process.end("nothing more is asked of it");
    // A file that changes what all code shares is the last that its process reads.
    const read = reply.kind === "cards" ? reply.cards.map(readCard) : [];
    all.push(...read);
    if (read.length === 0) {
      all.push({
        file: asked[0],
        wrong: `props/${asked[0]} must load, got a process that failed: ${reasonOf(reply)}`,
      });
    }
  }
  return all;
}

function readCard(told: Parameters<typeof cardOfFile>[0]): ReadCard {
  try {
    return { file: told.file, card: cardOfFile(told) };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { file: told.file, wrong: error.message };
  }
}
