import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest } from "../../../fixtures/random/random_for_tests.ts";
import { codeBlock, codeSpan, escapeMarkdown } from "./markdown_text.ts";
import { anyText } from "./mixed_report_for_tests.ts";

/** What GitHub's readers see: entities and escapes read, the space without width where it stands. */
function rendered(markdown: string): string {
  return markdown.replaceAll("&#8203;", "\u200b")
    .replaceAll(/\\([!-/:-@[-`{-~])/g, "$1");
}

Deno.test("mentions, references, commits and addresses are text", () => {
  const texts = [
    "@octocat",
    "@org/team",
    "a@b.example",
    "#12",
    "owner/repo#12",
    "GH-7",
    "gh-7",
    "www.evil.example",
    "WWW.evil.example",
    "https://evil.example",
    "ftp://evil.example",
    "mailto:a@b.example",
    "xmpp:a@b.example",
    "0123456789abcdef0123456789abcdef01234567",
    "owner/repo@0123456",
    "0123456",
  ];
  const links = [
    /@\w/,
    /#\d/,
    /\bGH-\d/i,
    /www\./i,
    /:\/\//,
    /(mailto|xmpp):\S/i,
    /[0-9a-f]{7}/i,
  ];
  for (const text of texts) {
    const shown = rendered(escapeMarkdown(text)).replaceAll(":\u200b", ": ");
    assertEquals(links.filter((link) => link.test(shown)), [], text);
    assertEquals(rendered(escapeMarkdown(text)).replaceAll("\u200b", ""), text);
  }
});

Deno.test("HTML, entities and markup are text, also at the start of a line", () => {
  for (
    const [text, markdown] of [
      ["<img src=x>", "\\<img src=x\\>"],
      ["<!-- x -->", "\\<\\!-- x --\\>"],
      ["&#64;user", "\\&\\#&#8203;64;user"],
      ["- x", "\\- x"],
      ["+ x", "\\+ x"],
      ["---", "\\---"],
      ["===", "\\==="],
      ["12. x", "12\\. x"],
      ["-0.5 and 1.5", "-0.5 and 1.5"],
      ["    code\n# heading", "code \\# heading"],
    ]
  ) assertEquals(escapeMarkdown(text), markdown);
});

randomTest("any text is one line without markup", () => {
  assertProperty(fc.property(anyText, (text) => {
    const markdown = escapeMarkdown(text);
    assert(!markdown.includes("\n"));
    // What is left of the escapes and of our own entity holds nothing that Markdown obeys.
    const bare = markdown.replaceAll(/\\[!-/:-@[-`{-~]/g, "").replaceAll("&#8203;", "");
    assert(!/[\\`*_{}[\]<>|&~$!]/.test(bare), bare);
  }));
});

randomTest("no text ends the code that it stands in", () => {
  assertProperty(fc.property(anyText, (text) => {
    const span = codeSpan(text);
    const [fence] = /^`+/.exec(span)!;
    assert(!span.includes("\n"));
    const inside = span.slice(fence.length, -fence.length);
    assert(!Array.from(inside.matchAll(/`+/g), ([run]) => run).includes(fence));
    const lines = codeBlock(text).split("\n");
    const [open] = /^`+/.exec(lines[0])!;
    assert(lines.slice(1, -1).every((line) => !line.trim().startsWith(open)));
    assertEquals(lines.at(-1), open);
  }));
});
