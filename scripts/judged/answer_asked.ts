/** What a claim's process asks of a user's model, asked for it by the judge. */

import { callsOfText, textOfValues } from "../subject/calls_text.ts";
import type { SubjectDesk } from "../subject/subject_desk.ts";
import type { ClaimProcess } from "./claim_process.ts";
import type { Note } from "./messages.ts";

/** Passes a question on, and the answer back; a process that asks what no model can answer is ended. */
export async function answerAsked(
  process: Pick<ClaimProcess, "answer" | "end">,
  asked: Extract<Note, { kind: "asked" }>,
  desk: Pick<SubjectDesk, "ask"> | undefined,
): Promise<void> {
  const calls = callsOfText(asked);
  if (calls === undefined || desk === undefined) {
    return process.end("it asked for something that no model can answer");
  }
  const reply = await desk.ask(calls);
  process.answer(
    "values" in reply
      ? { kind: "answered", ...reply, values: textOfValues(reply.values) }
      : { kind: "answered", ...reply },
  );
}
