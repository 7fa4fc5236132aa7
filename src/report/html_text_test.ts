import { assertEquals } from "@std/assert";
import { html } from "./html_text.ts";

Deno.test("html: texts are escaped, pieces are not escaped again, lists follow each other", () => {
  const attack = `"><img src=x onerror='x'>&`;
  assertEquals(
    html`<p title="${attack}">${attack}</p>`.source,
    '<p title="&quot;&gt;&lt;img src=x onerror=&#39;x&#39;&gt;&amp;">&quot;&gt;&lt;img src=x ' +
      "onerror=&#39;x&#39;&gt;&amp;</p>",
  );
  assertEquals(
    html`<ul>${["a<", "b"].map((item) => html`<li>${item}</li>`)}</ul>${3}`.source,
    "<ul><li>a&lt;</li><li>b</li></ul>3",
  );
});
