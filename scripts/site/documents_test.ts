import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { renderDocument } from "./documents.ts";

const TARGETS = new Map([["README.md", "readme.html"], [".github/GUIDE.md", "guide.html"]]);

function render(markdown: string, from = ".github/GUIDE.md"): string {
  return renderDocument(markdown, { from, targets: TARGETS }).markup.text;
}

Deno.test("links between documents lead to their pages, those to the world stay, others are text", () => {
  const cases = [
    ["[a](../README.md#in-words)", '<a href="readme.html#in-words">a</a>'],
    ["[a](GUIDE.md)", '<a href="guide.html">a</a>'],
    ["[a](#here)", '<a href="#here">a</a>'],
    ["[a](https://ctrf.io)", '<a href="https://ctrf.io">a</a>'],
    ["[a](../src/mod.ts)", "<a>a</a>"],
    ["[a](README.md)", "<a>a</a>"],
  ];
  for (const [markdown, wanted] of cases) assertStringIncludes(render(markdown), wanted);
  assert(!render("[a](javascript:alert(1))").includes("href"));
});

Deno.test("headings have the addresses that GitHub gives them, each its own", () => {
  const text = render("# A guide\n\n## What *it* is, and `why`\n\n## What it is, and why\n");
  assertEquals(Array.from(text.matchAll(/id="([^"]*)"/g), ([, id]) => id), [
    ...["a-guide", "what-it-is-and-why", "what-it-is-and-why-1"],
  ]);
  assertEquals(renderDocument("# A guide\n", { from: "x.md", targets: TARGETS }).title, "A guide");
  assertEquals(renderDocument("no heading\n", { from: "x.md", targets: TARGETS }).title, "x.md");
});

Deno.test("markup in a document is text, comments are dropped, and what is wide scrolls", () => {
  const text = render("<!-- a note -->\n<b>x</b>\n\n| a |\n| - |\n| 1 |\n\n```sh\na < b\n```\n");
  assertStringIncludes(text, "&lt;b&gt;x&lt;/b&gt;");
  assert(!text.includes("note"));
  assertStringIncludes(text, '<div class="scroll" tabindex="0" role="group" aria-label="Table 1">');
  assertStringIncludes(text, '<pre tabindex="0"><code>a &lt; b');
});
