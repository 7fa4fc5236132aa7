import { assert, assertStringIncludes } from "@std/assert";
import { buildReport } from "../build.ts";
import { universal } from "../../claim/claims_for_tests.ts";
import { result, RUN } from "../results_for_tests.ts";
import { compareReports } from "../compare/compare.ts";
import { comparisonHtml } from "./comparison_page.ts";

const ATTACK = `<script>alert("x")</script><img src=x onerror=alert(1)>`;

function pageOf(statement: string, subject = "reference"): string {
  const [base, head] = ["x is at most 5", statement].map((said) =>
    buildReport([result(universal({ statement: said }))], { run: { ...RUN, subject } })
  );
  return comparisonHtml(compareReports(base, head), { base, head });
}

Deno.test("comparison page: whatever a report says stays text", () => {
  const page = pageOf(ATTACK, ATTACK);
  assert(!/<script|<img|onerror=alert\(1\)>/.test(page.replaceAll(/&lt;[^<]*/g, "")), page);
  assertStringIncludes(page, "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;");
});

Deno.test("comparison page: nothing is loaded, and what changed is on it", () => {
  const page = pageOf("x is at most 6");
  assert(!/https?:|url\(|@import|src=/.test(page));
  assert([...page.matchAll(/href="([^"]*)"/g)].every(([, target]) => target.startsWith("#")));
  assertStringIncludes(page, "<td>0123456789abcdef</td><td>00112233445566ff</td>");
  assertStringIncludes(page, "△ change");
  assertStringIncludes(pageOf("x is at most 5"), "Nothing changed since the baseline.");
});
