/** The claims of props/ as cards: one process reads all files, and the judge none. */

import { naturalOrder } from "../base/natural_order.ts";
import { UsageError } from "../base/usage_error.ts";
import { claimFiles, requireDifferent, requireOtherNames } from "../project/claim_files.ts";
import { mutantNames } from "../project/mutant_files.ts";
import type { ClaimCard } from "./claim_card.ts";
import { reasonOf } from "./claim_process.ts";
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
  if (cards.some(({ rivals }) => rivals)) requireOtherNames(cards, await mutantNames());
  return cards.sort((a, b) => naturalOrder(a.id, b.id));
}

/** The cards of the first of these files, at least one. */
async function cardsOf(files: readonly string[]): Promise<ClaimCard[]> {
  let file = "props/";
  const asked = withProcess((ask) =>
    ask({ kind: "cards", files }, (note) => {
      if (note.kind === "reading") file = note.file;
    }), { patience: PATIENCE });
  // While the process starts and reads: the schemas take as long to load.
  const rules = import("./card_of_file.ts");
  const reply = await asked;
  if (reply.kind !== "cards" || reply.cards.length === 0) {
    throw new UsageError(`${file} must load, got a process that failed: ${reasonOf(reply)}`);
  }
  const { cardOfFile } = await rules;
  return reply.cards.map(cardOfFile);
}
