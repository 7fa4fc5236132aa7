import { assertEquals, assertRejects } from "@std/assert";
import { textLines } from "./text_lines.ts";

function streamOf(...parts: string[]): ReadableStream<Uint8Array> {
  return ReadableStream.from(parts.map((part) => new TextEncoder().encode(part)));
}

Deno.test("lines come whole, however they were cut", async () => {
  const stream = streamOf("a", "b\n", "\ncd\ne", "f");
  assertEquals(await Array.fromAsync(textLines(stream, { longest: 9 })), ["ab", "", "cd", "ef"]);
  assertEquals(await Array.fromAsync(textLines(streamOf(), { longest: 9 })), []);
});

Deno.test("a line that does not end is refused before it is held", async () => {
  const lines = textLines(streamOf("abc\n", "def", "ghi"), { longest: 5 });
  await assertRejects(() => Array.fromAsync(lines), RangeError, "at most 5 characters");
});
