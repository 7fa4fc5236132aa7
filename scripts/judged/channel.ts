/** The way to the judge and back, taken from what is loaded later. */

import { encodeSpec } from "../../src/report/spec_json.ts";
import type { Answered, Message, Question } from "./messages.ts";

/** Both directions. */
export interface Channel {
  /** The next question; waits for it. Undefined once the judge has gone. */
  readonly next: () => Question | undefined;
  /** Sends a part of an answer. */
  readonly send: (message: Message) => void;
  /** Asks the judge for something, and waits; undefined once the judge has gone. */
  readonly request: (message: Message) => Answered | undefined;
}

/** Bytes that are read at a time. */
const CHUNK = 1 << 16;

/** Opens the channel: its first line is the word that every message begins with. */
export function openChannel(): Channel {
  // Taken now: a claim that patches JSON, encoders or streams later patches nothing of this.
  const { parse, stringify } = JSON;
  const { stdin, stdout } = Deno;
  const [read, write] = [stdin.readSync.bind(stdin), stdout.writeSync.bind(stdout)];
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const encode = encoder.encode.bind(encoder);
  const decode = decoder.decode.bind(decoder);
  const chunk = new Uint8Array(CHUNK);
  let rest = "";
  const line = (): string | undefined => {
    // What was looked through is not looked through again: answers may be long.
    for (let from = 0;;) {
      const end = rest.indexOf("\n", from);
      if (end >= 0) {
        const found = rest.slice(0, end);
        rest = rest.slice(end + 1);
        return found;
      }
      from = rest.length;
      const count = read(chunk);
      if (count === null) return undefined;
      rest += decode(chunk.subarray(0, count), { stream: true });
    }
  };
  const word = line();
  silence();
  /** Questions that came while an answer was waited for, from the `first` on. */
  const waiting: Question[] = [];
  let first = 0;
  const send = (message: Message) => {
    // A line of its own, whatever was printed before.
    const bytes = encode(`\n${word} ${stringify(encodeSpec(message))}\n`);
    for (let from = 0; from < bytes.length;) from += write(bytes.subarray(from));
  };
  const receive = (): Question | Answered | undefined => {
    const text = line();
    return text === undefined ? undefined : parse(text);
  };
  return {
    next() {
      if (first < waiting.length) return waiting[first++];
      return receive() as Question | undefined;
    },
    send,
    request(message) {
      send(message);
      for (let came = receive(); came !== undefined; came = receive()) {
        if (came.kind === "answered") return came;
        waiting[waiting.length] = came;
      }
      return undefined;
    },
  };
}

/** What is printed goes to standard error, where nobody takes it for an answer. */
function silence(): void {
  for (const name of ["log", "info", "debug", "table", "dir", "group"] as const) {
    console[name] = console.error;
  }
  Object.defineProperty(Deno, "stdout", { value: Deno.stderr });
  Object.defineProperty(Deno, "stdin", { value: undefined });
}
