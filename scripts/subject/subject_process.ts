/** A model of a user's own in a process: it greets, answers one question after the other, or ends. */

import { fileURLToPath } from "node:url";
import { START_SUBJECT } from "../base/paths.ts";
import { complaint, UsageError } from "../base/usage_error.ts";
import { ByteSource } from "./byte_source.ts";
import type { Calls } from "./calls.ts";
import { BrokenProtocol, type CallsReply, excerpt, questionBytes, readReply } from "./exchange.ts";
import { GREETING, type Handshake, handshakeSchema, parseLine, PROTOCOL } from "./protocol.ts";
import type { SubjectSource } from "./subject_source.ts";

/** Mebibytes that a model may hold. */
export const MEMORY = 2048;
/** Exit code of the launcher for a process that held too much memory. */
const OUT_OF_MEMORY = 99;
/** Characters of what it prints besides that are kept, and bytes of a greeting. */
const [KEPT, GREETED] = [4000, 1 << 16];

/** Why a process has ended. */
export interface Ended {
  readonly ended: string;
}

/** What came of a question: an answer, or why the process is gone. */
export type SubjectReply = CallsReply | Ended;

/** Started at once; greets and answers as soon as it is ready. */
export class SubjectProcess {
  readonly #child: Deno.ChildProcess;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #source: ByteSource;
  readonly #ended = Promise.withResolvers<Ended>();
  #reason: string | undefined;
  #printed = "";
  #format: Handshake["format"] = "binary";
  // Not to be guessed: an answer cannot be written before the question.
  #id = crypto.getRandomValues(new Uint32Array(1))[0] >>> 1;
  /** Settles when the process is gone. */
  readonly over: Promise<void>;

  /** A process of this model. */
  constructor(source: SubjectSource) {
    this.#child = start(source);
    this.#writer = this.#child.stdin.getWriter();
    this.#source = new ByteSource(this.#child.stdout);
    this.over = this.#follow();
  }

  /** Why it has ended; undefined while it runs. */
  get reason(): string | undefined {
    return this.#reason;
  }

  /** The end of what it printed besides its answers. */
  get printed(): string {
    return this.#printed;
  }

  /** What it is and offers, or why that is not known. */
  async greet(patience: number): Promise<Handshake | Ended> {
    const reply = await this.#within(patience, "no greeting", async () => {
      await this.#write([new TextEncoder().encode(`${GREETING}\n`)]);
      const line = await this.#source.line({ longest: GREETED });
      return line === undefined ? undefined : this.#understand(line);
    });
    if (!("ended" in reply)) this.#format = reply.format;
    return reply;
  }

  /** Asks; one question at a time. */
  async ask(calls: Calls, patience: number): Promise<SubjectReply> {
    return await this.#within(patience, "no answer", async () => {
      if (this.#source.hasMore) throw new BrokenProtocol("it wrote more than was asked for");
      const id = ++this.#id;
      const question = questionBytes(calls, { id, format: this.#format });
      // Who answers before all was read would wait for us as we for them.
      const written = this.#write(question);
      const reply = await readReply(this.#source, calls, { id, format: this.#format });
      await written;
      return reply;
    });
  }

  /** Ends it, whatever it is at. */
  end(reason: string): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    this.#ended.resolve({ ended: reason });
    try {
      this.#child.kill("SIGTERM");
    } catch {
      // It was faster.
    }
  }

  /** What `exchange` gives, unless the process ends before or takes too long, which ends it. */
  async #within<Reply extends CallsReply | Handshake>(
    patience: number,
    nothing: string,
    exchange: () => Promise<Reply | undefined>,
  ): Promise<Reply | Ended> {
    if (this.#reason !== undefined) return { ended: this.#reason };
    const timer = setTimeout(
      () => this.end(`it gave ${nothing} in ${patience} s`),
      patience * 1000,
    );
    const settled = async (): Promise<Reply | Ended> => {
      try {
        const reply = await exchange();
        if (reply !== undefined) return reply;
      } catch (error) {
        const isBroken = error instanceof BrokenProtocol;
        this.end(isBroken ? error.message : `it failed: ${complaint(error)}`);
      }
      // At the end of its output, what came of the process says why.
      return await this.#ended.promise;
    };
    try {
      return await Promise.race([settled(), this.#ended.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  #understand(line: string): Handshake {
    const { data, error } = handshakeSchema.safeParse(parseLine(line));
    if (data !== undefined) return data;
    const [{ path, message }] = error.issues;
    const where = path.length === 0 ? "" : ` (${path.join(".")}: ${message})`;
    throw new BrokenProtocol(
      `a greeting must be one line of JSON as ${PROTOCOL} has it, got ${excerpt(line)}${where}`,
    );
  }

  async #write(parts: readonly Uint8Array[]): Promise<void> {
    try {
      for (const part of parts) await this.#writer.write(part);
    } catch {
      // It has ended, or closed its input: what came of it is found out elsewhere.
    }
  }

  async #follow(): Promise<void> {
    for await (const text of this.#child.stderr.pipeThrough(new TextDecoderStream())) {
      this.#printed = (this.#printed + text).slice(-KEPT);
    }
    const { code } = await this.#child.status;
    this.end(this.#endText(code));
    await this.#writer.abort().catch(() => {});
  }

  /** Why a process ended that nobody ended, with the last that it said. */
  #endText(code: number): string {
    if (code === OUT_OF_MEMORY || /JavaScript heap out of memory/.test(this.#printed)) {
      return `it used more than ${MEMORY} MiB of memory`;
    }
    const lines = this.#printed.trim().split("\n");
    const thrown = lines.findLast((line) => /^(error: |\w*(Error|Exception)\b)/.test(line));
    const said = (thrown ?? lines.at(-1)!).replace(/^error: (Uncaught )?(\(in promise\) )?/, "");
    const why = said === "" ? "" : `: ${excerpt(said, 200)}`;
    return code > 128
      ? `its process was ended by signal ${code - 128}${why}`
      : `its process ended with exit code ${code}${why}`;
  }
}

function start({ args }: SubjectSource): Deno.ChildProcess {
  try {
    return new Deno.Command(fileURLToPath(START_SUBJECT), {
      args: [String(MEMORY), ...args],
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
      env: { NO_COLOR: "1" },
    }).spawn();
  } catch (error) {
    throw new UsageError(
      "models run in processes that scripts/subject/start.sh starts, which needs a POSIX shell and the " +
        `permission that \`deno task attest\` gives, got ${complaint(error)}`,
    );
  }
}
