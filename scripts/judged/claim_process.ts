/** The process of a claim as the judge sees it: it answers one question after the other, or ends. */

import { fileURLToPath } from "node:url";
import { decodeSpec, type Json } from "../../src/report/spec_json.ts";
import { JUDGED, ROOT } from "../base/paths.ts";
import { projectPath } from "../base/project.ts";
import { complaint, UsageError } from "../base/usage_error.ts";
import { textLines } from "./text_lines.ts";
import type { Answer, Answered, Message, Note, Question } from "./messages.ts";

/** What comes of a question: `unread` is one that was never come to, as the process ended before it. */
export type Reply =
  | Answer
  | { readonly kind: "ended"; readonly reason: string }
  | { readonly kind: "unread"; readonly reason: string };

/** Why a reply is none that was hoped for. */
export function reasonOf(reply: Reply): string {
  return "reason" in reply ? reply.reason : `it answered with ${reply.kind}`;
}

/** Mebibytes that a process may hold. */
export const MEMORY = 2048;
/** Characters that may be printed beside the answers, and in one answer. */
const [PRINTED, ANSWERED] = [1 << 20, 1 << 26];
const TALKATIVE = `it printed more than ${PRINTED} characters`;
/** Exit code of the launcher for a process that held too much memory. */
const OUT_OF_MEMORY = 99;

type Messages = typeof import("./messages.ts");

interface Open {
  readonly settle: (reply: Reply) => void;
  readonly onNote: ((note: Note) => void) | undefined;
}

/** Starts at once, and answers as soon as it is ready. */
export class ClaimProcess {
  readonly #child: Deno.ChildProcess;
  readonly #word = crypto.randomUUID();
  readonly #questions: WritableStreamDefaultWriter<Uint8Array>;
  readonly #open: Open[] = [];
  #errors = "";
  /** Why it ended, or is to end. */
  #end: string | undefined;
  /** Settles when the process is gone. */
  readonly over: Promise<void>;

  /** A process that has loaded nothing yet. */
  constructor() {
    this.#child = start();
    this.#questions = this.#child.stdin.getWriter();
    this.#write(this.#word);
    this.over = this.#follow();
  }

  /** True once it ended: then it answers nothing any more. */
  get hasEnded(): boolean {
    return this.#end !== undefined;
  }

  /** Asks; a question may be asked while another is being answered. */
  ask(question: Question, onNote?: (note: Note) => void): Promise<Reply> {
    if (this.#end !== undefined) return Promise.resolve({ kind: "unread", reason: this.#end });
    const { promise, resolve } = Promise.withResolvers<Reply>();
    this.#open.push({ settle: resolve, onNote });
    this.#write(JSON.stringify(question));
    return promise;
  }

  /** Answers what it asked for in the middle of a question. */
  answer(answered: Answered): void {
    this.#write(JSON.stringify(answered));
  }

  /** Ends it, whatever it is at. */
  end(reason: string): void {
    if (this.#end !== undefined) return;
    this.#end = reason;
    try {
      this.#child.kill("SIGTERM");
    } catch {
      // It was faster.
    }
    for (const [place, { settle }] of this.#open.splice(0).entries()) {
      settle({ kind: place === 0 ? "ended" : "unread", reason });
    }
  }

  #write(line: string): void {
    // A process that has ended takes no questions; what came of it is found out elsewhere.
    this.#questions.write(new TextEncoder().encode(`${line}\n`)).catch(() => {});
  }

  async #follow(): Promise<void> {
    const errors = this.#readErrors();
    // While the process starts: the schemas take as long to load.
    await this.#readAnswers(await import("./messages.ts"));
    await errors;
    const { code } = await this.#child.status;
    this.end(endText(code, this.#errors));
    await this.#questions.close().catch(() => {});
  }

  async #readAnswers(messages: Messages): Promise<void> {
    const prefix = `${this.#word} `;
    let printed = 0;
    try {
      for await (const line of textLines(this.#child.stdout, { longest: ANSWERED })) {
        if (line.startsWith(prefix)) this.#take(line.slice(prefix.length), messages);
        else if ((printed += line.length) > PRINTED) {
          this.end(TALKATIVE);
        }
      }
    } catch (error) {
      this.end(`its answers could not be read: ${complaint(error)}`);
    }
  }

  #take(text: string, { messageSchema, isNote }: Messages): void {
    if (this.#end !== undefined) return;
    const parsed = parse(text, messageSchema);
    const [asked] = this.#open;
    if (parsed === undefined) return this.end("its answer is not one that attest asks for");
    if (asked === undefined) return this.end("it answered without being asked");
    if (isNote(parsed)) return asked.onNote?.(parsed);
    this.#open.shift();
    asked.settle(parsed);
  }

  /** The end of what it complains of, where the reason of its death stands. */
  async #readErrors(): Promise<void> {
    let printed = 0;
    for await (const text of this.#child.stderr.pipeThrough(new TextDecoderStream())) {
      this.#errors = (this.#errors + text).slice(-20_000);
      if ((printed += text.length) > PRINTED) this.end(TALKATIVE);
    }
  }
}

function start(): Deno.ChildProcess {
  const readable = [fileURLToPath(ROOT), projectPath()];
  const split = readable.find((path) => path.includes(","));
  if (split !== undefined) {
    throw new UsageError(
      `a path that claims may read must have no comma, got ${split}: move or rename it`,
    );
  }
  try {
    return new Deno.Command(fileURLToPath(JUDGED), {
      args: [String(MEMORY), ...readable],
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
      // The same wherever it runs: a verdict is not to depend on the place.
      env: { NO_COLOR: "1", TZ: "UTC", LC_ALL: "C", LANG: "C" },
    }).spawn();
  } catch (error) {
    throw new UsageError(
      "claims run in processes that scripts/judged/child.sh starts, which needs a POSIX shell and the " +
        `permission that \`deno task attest\` gives, got ${complaint(error)}`,
    );
  }
}

function parse(text: string, schema: Messages["messageSchema"]): Message | undefined {
  try {
    const { data } = schema.safeParse(decodeSpec(JSON.parse(text) as Json));
    return data;
  } catch {
    return undefined;
  }
}

/** Why a process ended that nobody ended, in one line. */
function endText(code: number, errors: string): string {
  if (code === OUT_OF_MEMORY) return `it used more than ${MEMORY} MiB of memory`;
  const thrown = /^error: (?:Uncaught )?(?:\(in [a-z ]*\) )?(.*)$/m.exec(errors)?.[1];
  if (thrown !== undefined) return `its process ended: ${thrown}`;
  if (/Fatal JavaScript out of memory|heap out of memory/i.test(errors)) {
    return "it ran out of memory";
  }
  return code > 128
    ? `its process was ended by signal ${code - 128}`
    : `its process ended with exit code ${code}`;
}
