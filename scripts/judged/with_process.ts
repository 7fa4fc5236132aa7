/** One way to hold a process of claims: it is started, asked, and gone in the end, and no question waits for ever. */

import type { SubjectDesk } from "../subject/subject_desk.ts";
import { answerAsked } from "./answer_asked.ts";
import type { ClaimCard } from "./claim_card.ts";
import { ClaimProcess, type Reply } from "./claim_process.ts";
import type { Note, Question } from "./messages.ts";

/** Seconds that a process may be silent while it is asked something. */
const PATIENCE = 600;

/** Asks; the reply to a question that took too long says so, and so do all after it. */
export type Ask = (question: Question, onNote?: (note: Note) => void) => Promise<Reply>;

/** How long to wait. */
export interface Limits {
  /** Seconds without a word after which the process is ended. */
  readonly patience?: number;
  /** Where a user's model is asked. */
  readonly desk?: Pick<SubjectDesk, "ask">;
}

/** What comes of `use`, which asks a process that has loaded nothing; it is gone afterwards, come what may. */
export async function withProcess<Result>(
  use: (ask: Ask) => Promise<Result>,
  { patience = PATIENCE, desk }: Limits = {},
): Promise<Result> {
  const process = new ClaimProcess();
  const ask: Ask = async (question, onNote) => {
    let look: ReturnType<typeof setTimeout> | undefined;
    const watch = () => {
      clearTimeout(look);
      look = setTimeout(() => process.end(`it took more than ${patience} s`), patience * 1000);
    };
    try {
      watch();
      return await process.ask(question, (note) => {
        watch();
        if (note.kind === "asked") answerAsked(process, note, desk).then(watch);
        else onNote?.(note);
      });
    } finally {
      clearTimeout(look);
    }
  };
  try {
    return await use(ask);
  } finally {
    process.end("nothing more is asked of it");
    await process.over;
  }
}

/** The same of a process that has loaded a claim; where it could not, every reply is why. */
export function withClaimProcess<Result>(
  { slug }: Pick<ClaimCard, "slug">,
  use: (ask: Ask) => Promise<Result>,
  limits?: Limits,
): Promise<Result> {
  return withProcess(async (ask) => {
    const loaded = await ask({ kind: "claim", slug });
    return await use(loaded.kind === "card" ? ask : () => Promise.resolve(loaded));
  }, limits);
}
