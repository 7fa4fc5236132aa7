import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest } from "../../../fixtures/random/random_for_tests.ts";
import { printable } from "../text/printable.ts";
import { escapeHtml, html, Markup, scriptJson } from "./markup.ts";

/** Text with what matters to HTML in it more often than chance has it. */
const hostile = fc.array(
  fc.oneof(
    fc.constantFrom(
      "<",
      ">",
      "&",
      '"',
      "'",
      "`",
      "</",
      "<!--",
      "-->",
      "]]>",
      "<script>",
      "&lt;",
      "\0",
    ),
    fc.string({ unit: "binary" }),
  ),
).map((parts) => parts.join(""));

/** What a reader of HTML makes of escaped text, by our entities and nothing else. */
function unescape(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'").replaceAll("&#96;", "`").replaceAll("&#58;", ":")
    .replaceAll("&#91;", "[").replaceAll("&amp;", "&");
}

randomTest("no text yields markup, between tags or in an attribute", () => {
  assertProperty(
    fc.property(hostile, (text) => {
      const { text: page } = html`<p title="${text}">${text}</p>`;
      const [, attribute, content] = /^<p title="([^"]*)">([^<]*)<\/p>$/.exec(page) ?? [];
      assertEquals(attribute, content);
      assert(content !== undefined && !/[<>"'`]/.test(content), page);
      // Every ampersand begins an entity of ours.
      assert(
        content.split("&").slice(1).every((rest) =>
          /^(amp|lt|gt|quot|#39|#96|#58|#91);/.test(rest)
        ),
      );
    }),
    { numRuns: 1000 },
  );
});

randomTest("printable text is read back as it was", () => {
  assertProperty(fc.property(fc.string({ unit: "grapheme" }), (text) => {
    assertEquals(unescape(escapeHtml(text)), printable(text));
  }));
});

Deno.test("characters that HTML may not hold, or that turn the text around, are replaced", () => {
  assertEquals(escapeHtml("a\0b\x07c\u202ed\ud800e\nf\tg"), "a\ufffdb\ufffdc\ufffdd\ufffde\nf g");
});

Deno.test("markup is kept, lists are joined, and nothing is nothing", () => {
  const items = ["<", html`<b>${1}</b>`, null, undefined, false] as const;
  assertEquals(html`<i>${items}</i>`.text, "<i>&lt;<b>1</b></i>");
  assertEquals(`${new Markup("<hr>")}`, "<hr>");
  const [space, word] = [" ", " word "];
  assertEquals(
    html`
      ${space}<b>${word}</b>
    `.text,
    " <b> word </b>",
  );
});

randomTest("no value ends the script that holds it, and all come back", () => {
  assertProperty(fc.property(fc.jsonValue(), hostile, (value, text) => {
    const { text: json } = scriptJson([value, text, { [text]: text }]);
    assert(!/[<>&\u2028\u2029]/.test(json));
    // Through text, as JSON knows no −0.
    assertEquals(JSON.stringify(JSON.parse(json)), JSON.stringify([value, text, { [text]: text }]));
  }));
});
