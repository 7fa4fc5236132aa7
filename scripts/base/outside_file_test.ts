import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { join } from "node:path";
import { inScratch } from "./scratch_for_tests.ts";
import { isMissing, parseOutside, readOutside, readOutsideText } from "./outside_file.ts";

inScratch("a regular file is read up to its limit, and no other kind at all", async (folder) => {
  const file = join(folder, "file");
  await Deno.writeTextFile(file, "12345");
  assertEquals(await readOutsideText(file, { bytes: 5 }), "12345");
  await assertRejects(() => readOutside(file, { bytes: 4 }), RangeError, "at most 4 bytes, got 5");
  await assertRejects(() => readOutside(folder, { bytes: 5 }), RangeError, "a regular file");
  const error = await assertRejects(() => readOutside(join(folder, "none"), { bytes: 5 }));
  assertEquals(isMissing(error), true);
  await Deno.writeFile(file, Uint8Array.of(0xff));
  await assertRejects(() => readOutsideText(file, { bytes: 5 }), TypeError, "UTF-8");
});

Deno.test("JSON is parsed unless it is empty, cut off, or nested without end", () => {
  assertEquals(parseOutside('{"a": [1, "[[["]}'), { a: [1, "[[["] });
  assertThrows(() => parseOutside(" \n"), SyntaxError, "It is empty");
  assertThrows(() => parseOutside('{"a": [1'), SyntaxError, "It is cut off");
  assertThrows(() => parseOutside("{a}"), SyntaxError, "It must be JSON");
  const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
  assertEquals(Array.isArray(parseOutside(nested(100))), true);
  assertThrows(() => parseOutside(nested(101)), RangeError, "at most 100 levels");
  assertThrows(() => parseOutside(nested(1_000_000)), RangeError, "nested too deeply");
  // Brackets in strings do not count, however the quotes in them are escaped.
  assertEquals(parseOutside(JSON.stringify('\\"' + "[".repeat(500))), '\\"' + "[".repeat(500));
});
