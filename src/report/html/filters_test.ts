import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { FILTER_HASH, FILTER_SCRIPT, FILTER_STYLE, filtersMarkup } from "./filters.ts";
import { htmlPage } from "./page.ts";

Deno.test("the policy knows the script by its hash, and the page has the script's very bytes", async () => {
  const bytes = new TextEncoder().encode(FILTER_SCRIPT.text);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  assertEquals(
    FILTER_HASH,
    `sha256-${btoa(String.fromCharCode(...digest))}`,
    "the script has changed: FILTER_HASH must be the hash of its text",
  );
  const helper = { text: FILTER_SCRIPT, hash: FILTER_HASH };
  const page = htmlPage({ title: "t", lead: null, sections: [], helper });
  assertStringIncludes(page, `>${FILTER_SCRIPT.text}</script>`);
});

Deno.test("every choice but all hides what is not of it, and each has a rule", () => {
  const ids = Array.from(filtersMarkup().text.matchAll(/id="show-([a-z-]+)"/g), ([, id]) => id);
  assertEquals(ids[0], "all");
  assert(ids.length > 2);
  for (const id of ids.slice(1)) assertStringIncludes(FILTER_STYLE, `:has(#show-${id}:checked)`);
  assert(!FILTER_STYLE.includes("#show-all"));
});
