/** What a process writes, read by lines and by counts of bytes, and never more than was asked for. */

const NEWLINE = 0x0a;

/** Bytes in the order in which they come. */
export class ByteSource {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #chunks: Uint8Array[] = [];
  #length = 0;

  /** Nothing is read before it is asked for. */
  constructor(stream: ReadableStream<Uint8Array>) {
    this.#reader = stream.getReader();
  }

  /** Whether bytes came that nobody asked for. */
  get hasMore(): boolean {
    return this.#length > 0;
  }

  /**
   * The next line without its end; undefined where the stream ends before one.
   *
   * @throws {RangeError} On one that is longer than it may be.
   */
  async line({ longest }: { readonly longest: number }): Promise<string | undefined> {
    let searched = 0;
    let index = 0;
    for (;;) {
      for (; index < this.#chunks.length; index++) {
        const at = this.#chunks[index].indexOf(NEWLINE);
        if (at >= 0) {
          const line = this.#take(searched + at + 1).subarray(0, -1);
          return new TextDecoder().decode(line).trimEnd();
        }
        searched += this.#chunks[index].length;
        if (searched > longest) throw new RangeError(`a line must have at most ${longest} bytes`);
      }
      if (!await this.#more()) return undefined;
    }
  }

  /** So many bytes; undefined where the stream ends before. */
  async bytes(count: number): Promise<Uint8Array | undefined> {
    while (this.#length < count) if (!await this.#more()) return undefined;
    return this.#take(count);
  }

  /** Reads on; false at the end. */
  async #more(): Promise<boolean> {
    const { done, value } = await this.#reader.read();
    if (done) return false;
    this.#chunks.push(value);
    this.#length += value.length;
    return true;
  }

  #take(count: number): Uint8Array {
    const taken = new Uint8Array(count);
    let at = 0;
    while (at < count) {
      const [first] = this.#chunks;
      const part = first.subarray(0, count - at);
      taken.set(part, at);
      at += part.length;
      if (part.length === first.length) this.#chunks.shift();
      else this.#chunks[0] = first.subarray(part.length);
    }
    this.#length -= count;
    return taken;
  }
}
