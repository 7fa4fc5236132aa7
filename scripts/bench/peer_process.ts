/** A peer: a program that says hello with its gradient, then answers milliseconds with a reading. */

import { TextLineStream } from "./text_line_stream.ts";
import type { Reading } from "./rounds.ts";

/** What a peer says first. */
export interface Hello {
  readonly version: string;
  readonly gradient?: readonly number[];
}

/** Why a peer cannot take part, in one line. */
export class PeerMissing extends Error {
  override name = "PeerMissing";
}

/** A running peer; disposing of it ends it. */
export class PeerProcess implements AsyncDisposable {
  readonly hello: Hello;
  readonly #child: Deno.ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;

  private constructor(child: Deno.ChildProcess, lines: AsyncIterator<string>, hello: Hello) {
    this.#child = child;
    this.#lines = lines;
    this.#writer = child.stdin.getWriter();
    this.hello = hello;
  }

  /** Starts the program and waits for its hello; throws PeerMissing when it has none to say. */
  static async start(
    command: string,
    { args }: { readonly args: readonly string[] },
  ): Promise<PeerProcess> {
    let child: Deno.ChildProcess;
    try {
      child = new Deno.Command(command, {
        ...{ args: [...args], env: { NO_COLOR: "1" } },
        ...{ stdin: "piped", stdout: "piped", stderr: "piped" },
      }).spawn();
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) throw new PeerMissing(`there is no ${command}`);
      throw error;
    }
    const complaints = new Response(child.stderr).text();
    const lines = child.stdout.pipeThrough(new TextDecoderStream())
      .pipeThrough(new TextLineStream())[Symbol.asyncIterator]();
    const { value, done } = await lines.next();
    if (!done) return new PeerProcess(child, lines, JSON.parse(value));
    await child.stdin.close().catch(() => {});
    await child.status;
    throw new PeerMissing(complaintOf(await complaints) ?? `${command} said nothing`);
  }

  /** The fastest of the runs that fit into so many milliseconds. */
  async read(milliseconds: number): Promise<Reading> {
    await this.#writer.write(new TextEncoder().encode(`${milliseconds}\n`));
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`a peer (${this.hello.version}) ended before it answered`);
    return JSON.parse(value);
  }

  /** Ends the program's input, and with it the program. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#writer.close().catch(() => {});
    await this.#lines.return?.();
    await this.#child.status;
  }
}

/** The line that names the error, or the last one, short enough for a table. */
export function complaintOf(stderr: string): string | undefined {
  const lines = stderr.trim().split("\n").map((line) => line.trim());
  return (lines.find((line) => /^\w*error\b/i.test(line)) ?? lines.at(-1))?.slice(0, 200) ||
    undefined;
}
