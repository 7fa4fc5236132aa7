/** The lines of a stream, as they come; throws a RangeError on one that is longer than it may be. */
export async function* textLines(
  stream: ReadableStream<Uint8Array>,
  { longest }: { readonly longest: number },
): AsyncGenerator<string> {
  let parts: string[] = [];
  let length = 0;
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = text.split("\n");
    for (const [i, line] of lines.entries()) {
      parts.push(line);
      length += line.length;
      if (length > longest) {
        throw new RangeError(`a line must have at most ${longest} characters, got more`);
      }
      if (i < lines.length - 1) {
        yield parts.join("");
        [parts, length] = [[], 0];
      }
    }
  }
  if (length > 0) yield parts.join("");
}
