import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest } from "../../../fixtures/random/random_for_tests.ts";
import {
  inert,
  inertMarkup,
  isPlain,
  printable,
  printableJson,
  printableLine,
} from "./printable.ts";

/** Any units of UTF-16, those that matter more often. */
const anyText = fc.array(fc.oneof(
  fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
  fc.constantFrom("\n", "\r", "\r\n", " ", "\u00a0", ":", "::", "##", "[", "\u00ad", "\u{e0041}"),
)).map((units) => units.join(""));

/** As the runner does, by another way than the rule: after white space, and past what collation ignores. */
function isCommand(line: string): boolean {
  const seen = line.replaceAll(/\p{Default_Ignorable_Code_Point}|\p{Cf}/gu, "");
  return seen.trim().startsWith("::") || seen.includes("##[");
}

Deno.test("every character of Unicode is itself, a space, or U+FFFD, and one of these when it has no shape", () => {
  const changed = new Set<string>();
  for (let code = 0; code <= 0x10ffff; code++) {
    const character = String.fromCodePoint(code);
    const shown = printable(character);
    if (shown === character) continue;
    assertEquals(shown, character === "\t" ? " " : "\ufffd");
    changed.add(character);
  }
  for (const code of [0, 7, 8, 13, 27, 127, 0x80, 0x85, 0x9b, 0x9f, 0xad, 0x61c, 0x200b, 0x200e]) {
    assert(changed.has(String.fromCodePoint(code)), `U+${code.toString(16)}`);
  }
  for (const code of [0x2028, 0x2029, 0x202e, 0x2066, 0xfeff, 0xd800, 0xffff, 0x1fffe, 0xe0041]) {
    assert(changed.has(String.fromCodePoint(code)), `U+${code.toString(16)}`);
  }
  for (const character of ["\n", " ", "\u00a0", "ŷ", "ξ", "−", "‖", "𝄞", "\u0301", "語"]) {
    assert(!changed.has(character), character);
  }
});

randomTest("printable text stays as it is, and the line has no end in it", () => {
  assertProperty(fc.property(anyText, (text) => {
    assertEquals(printable(printable(text)), printable(text));
    assertEquals(printableLine(text), printable(text).replaceAll("\n", " "));
  }));
});

randomTest("no line is a command, and nothing else changes", () => {
  assertProperty(fc.property(anyText, (text) => {
    const shown = printable(text);
    const lines = inert(shown).split("\n");
    assertEquals(lines.filter(isCommand), []);
    shown.split("\n").forEach((line, i) => {
      assertEquals(lines[i] === line, !isCommand(line), line);
    });
    assertEquals(inertMarkup(shown).replaceAll("&#58;", ":").replaceAll("&#91;", "["), shown);
  }));
});

randomTest("plain text is printed as it is, and none but plain text is called so", () => {
  const ascii = fc.array(fc.oneof(
    fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
    fc.constantFrom("\n", ":", "#", "[", "\t", "\u001b", "\u007f", "\u00ad"),
  )).map((units) => units.join(""));
  assertProperty(fc.property(ascii, (text) => {
    assertEquals(isPlain(text) && inert(printable(text)) !== text, false);
    // Commands within a line are not called plain either: to look for beginnings would take as long as the rest.
    assertEquals(isPlain(text), /^[\n -~]*$/.test(text) && !/::|##\[/.test(text));
  }));
});

randomTest("JSON is of the same value, and printable", () => {
  assertProperty(fc.property(anyText, anyText, (key, text) => {
    const value = { [key]: [text, { text }] };
    const json = printableJson(JSON.stringify(value, null, 2));
    assertEquals(JSON.stringify(JSON.parse(json)), JSON.stringify(value));
    assertEquals(printable(json), json);
    assertEquals(json.split("\n").filter(isCommand), []);
  }));
});
