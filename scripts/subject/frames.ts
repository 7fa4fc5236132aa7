/** The model's end of the protocol in frames, taken from what is loaded later. */

/** A line and the bytes that it announces. */
export interface Frames {
  /** The next line; undefined once attest has gone. */
  line(): string | undefined;
  /** The next bytes. */
  bytes(count: number): Uint8Array<ArrayBuffer>;
  send(header: object, body?: Uint8Array): void;
}

/** Bytes that are read at a time. */
const CHUNK = 1 << 16;
const NEWLINE = 0x0a;

/** Opens the channel; what is printed from now on goes to standard error. */
export function openFrames(): Frames {
  const { stdin, stdout } = Deno;
  const [read, write] = [stdin.readSync.bind(stdin), stdout.writeSync.bind(stdout)];
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const { stringify } = JSON;
  const chunk = new Uint8Array(CHUNK);
  let rest = new Uint8Array(0);
  const more = (): boolean => {
    const count = read(chunk);
    if (count === null) return false;
    const joined = new Uint8Array(rest.length + count);
    joined.set(rest);
    joined.set(chunk.subarray(0, count), rest.length);
    rest = joined;
    return true;
  };
  const sendAll = (bytes: Uint8Array) => {
    for (let from = 0; from < bytes.length;) from += write(bytes.subarray(from));
  };
  silence();
  return {
    line() {
      for (let from = 0;;) {
        const end = rest.indexOf(NEWLINE, from);
        if (end >= 0) {
          const line = decoder.decode(rest.subarray(0, end));
          rest = rest.slice(end + 1);
          return line;
        }
        from = rest.length;
        if (!more()) return undefined;
      }
    },
    bytes(count) {
      const taken = new Uint8Array(count);
      let at = Math.min(count, rest.length);
      taken.set(rest.subarray(0, at));
      rest = rest.slice(at);
      while (at < count) {
        const got = read(taken.subarray(at));
        if (got === null) throw new Error("the question was cut off");
        at += got;
      }
      return taken;
    },
    send(header, body) {
      sendAll(encoder.encode(`${stringify(header)}\n`));
      if (body !== undefined) sendAll(body);
    },
  };
}

/** What is printed is for people. */
function silence(): void {
  for (const name of ["log", "info", "debug", "table", "dir", "group"] as const) {
    console[name] = console.error;
  }
  Object.defineProperty(Deno, "stdout", { value: Deno.stderr });
  Object.defineProperty(Deno, "stdin", { value: undefined });
}
