import { assert, assertEquals, assertMatch, assertStringIncludes, assertThrows } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest } from "../../../fixtures/random/random_for_tests.ts";
import { buildReport } from "../build.ts";
import { statistical, universal } from "../../claim/claims_for_tests.ts";
import { caseOf, EFFECT, result, RUN } from "../results_for_tests.ts";
import type { Report } from "../schema.ts";
import { Markup } from "./markup.ts";
import { htmlPage, PAGE_START } from "./page.ts";
import { FILTER_HASH } from "./filters.ts";
import { mathMarkup } from "./math_markup.ts";
import { reportPage } from "./report_page.ts";

const OUT = { folder: "attest-report/" };

/** A report that a test may change: no part of it is anyone else's. */
function sample(): Report {
  const effects = Array.from({ length: 20 }, () => 0.5);
  return structuredClone(buildReport([
    result(universal(), {
      closest: caseOf(4),
      cells: [{ name: "x = 5", atLeast: 0.1, cases: 12, upper: 0.2, reached: true }],
    }),
    result(statistical(), {
      cases: 20,
      effect: EFFECT,
      streams: [effects],
      clipped: 14,
      logEvidence: { for: 11, against: -3 },
    }),
    result(universal({ id: "A2", slug: "b" }), {
      verdict: "refuted",
      cases: 3,
      ok: false,
      counterexample: caseOf(6),
    }),
  ], {
    run: RUN,
    mutants: ["halved"],
    counterexamples: new Map([["A2", "counterexamples/A2.json"]]),
    power: new Map([["B10.loss", { median: 21, ninetieth: 33, seeds: 200, unexpected: 1 }]]),
  }));
}

/** Names of all elements, in order; scripts and styles hold no markup here. */
function elements(page: string): string {
  const markup = page.replaceAll(/<(style|script)\b[\s\S]*?<\/\1>/g, "");
  return Array.from(markup.matchAll(/<([a-z][\w-]*)/g), ([, name]) => name).join(" ");
}

/** The page's text as a reader sees it. */
function visible(page: string): string {
  return page.replaceAll(/<\/?(a|span|code)\b[^>]*>/g, "")
    .replaceAll(/<(style|script)\b[\s\S]*?<\/\1>|<[^>]*>/g, " ").replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll(
      "&amp;",
      "&",
    )
    .replaceAll(/\s+/g, " ");
}

Deno.test("a page says what was claimed, how it was tested, how sure that is, and how to see a case", () => {
  const page = reportPage(sample(), OUT);
  const text = visible(page);
  for (
    const part of [
      "✗ 2 of 3 claims as expected. Not as expected: A2.",
      "Of code 0123456789abcdef, build 00112233445566ff",
      "A1 x is at most 5",
      "✓ verified on 20 replicates; mean effect 0.4 to 0.6, claimed above 0.",
      "What failed, and what the failures share",
      "halved fails them all as well (A2), but also 2 claims that held",
      "1000 cases · margin 0.167 (x) · mutants 1/1 · 0.25 s",
      "Source by definition",
      "Regime everywhere",
      "Generator draws x; in props/small_numbers_test.ts",
      "inequality, checked on 1000 cases",
      "decided on 20 replicates",
      "21 replicates (nine of ten runs within 33); 1 unexpected verdicts in 200 runs",
      "14 of 20 effects clipped to ±1: the interval is of the clipped mean.",
      "Mean effect 0.5, 95 % interval from 0.4 to 0.6",
      "E-values after 20 replicates:",
      "Closest case",
      "The case that fails Margin -0.143",
      'Case {"x":6}',
      "deno task attest replay attest-report/counterexamples/A2.json",
      "deno task attest verify --claim A2 --profile ci --seed 42",
      "halved ✓ killed: refuted after 1 case",
      "x = 5 12 1.2 % 10 % ✓ yes",
      "deno task attest report DIR --base EARLIER",
    ]
  ) assertStringIncludes(text, part);
});

Deno.test("every link leads to one place, and every id is one place", () => {
  const figures = [{ claims: ["A1"], markup: new Markup("<p>one</p>") }, {
    claims: [],
    markup: new Markup("<p>other</p>"),
  }];
  const page = reportPage(sample(), { ...OUT, figures, matrix: "matrix" });
  const ids = Array.from(page.matchAll(/ id="([^"]+)"/g), ([, id]) => id);
  assertEquals(new Set(ids).size, ids.length);
  const links = Array.from(page.matchAll(/href="([^"]*)"/g), ([, href]) => href);
  assert(links.length > 8);
  for (const link of links) assert(link.startsWith("#") && ids.includes(link.slice(1)), link);
  for (const id of ["A1", "A2", "B10.loss"]) assert(links.includes(`#claim-${id}`));
  for (const [, labels] of page.matchAll(/aria-labelledby="([^"]+)"/g)) {
    assert(ids.includes(labels));
  }
});

Deno.test("a page loads nothing, and runs nothing but the script that its policy names", () => {
  const page = reportPage(sample(), OUT);
  assert(page.startsWith(PAGE_START));
  assert(
    !/\b(src|srcset|action|style)=|url\(|@import|<(link|iframe|img|object)\b/i.test(page),
  );
  assertStringIncludes(page, "default-src &#39;none&#39;");
  assertEquals(page.match(/<script\b/g)!.length, 1);
  const [, sources] = /script-src ([^"]*)"/.exec(page)!;
  assertEquals(sources, `&#39;${FILTER_HASH}&#39;`);
});

randomTest("no text of a report or of a comparison makes an element", () => {
  const expected = elements(changed("text"));
  const hostile = fc.tuple(
    fc.constantFrom(
      "<script>",
      "</title><b>",
      '"><img src=x onerror=1>',
      "<!--",
      "</pre><svg>",
      "&lt;i&gt;",
      "'`\0",
    ),
    fc.string({ unit: "binary-ascii", maxLength: 60 }),
  ).map(([start, end]) => start + end);
  assertProperty(fc.property(hostile, (text) => assertEquals(elements(changed(text)), expected)), {
    numRuns: 60,
  });

  /** A page in which every string that a schema leaves free is the text. */
  function changed(text: string): string {
    const report = sample();
    report.run.subject = text;
    for (const claim of report.claims) {
      Object.assign(claim, { statement: text, source: text, regime: text, reason: text });
      Object.assign(claim, { formula: text, plain: text, needs: [text] });
      claim.mutants = [{ ...claim.mutants[0], name: text, killed: false }];
      claim.untried = [{ name: text }];
      claim.cells = [{ name: text, atLeast: 0, cases: 0, reached: false }];
      const shown = { margin: 0, got: 0, wanted: 0, what: text, spec: { key: text } };
      claim.margin = shown;
      claim.counterexample = { ...shown, file: text };
      if (claim.effect) claim.effect.name = text;
    }
    const changes = [{ severity: "change", kind: "run", claim: null, text } as const];
    return reportPage(report, { folder: `${text}/`, changes });
  }
});

Deno.test("changes come the worst first, with links to the claims that are there", () => {
  const changes = [
    { severity: "note", kind: "seconds", claim: null, text: "2, were 3" },
    { severity: "regression", kind: "verdict", claim: "A1", text: "refuted, was verified" },
    { severity: "change", kind: "claim", claim: "Z9", text: "gone" },
  ] as const;
  const page = reportPage(sample(), { ...OUT, changes });
  const text = visible(page);
  assertStringIncludes(text, "Since the baseline: 1 regression, 1 change, 1 note.");
  assertStringIncludes(
    text,
    "✗ regression A1: verdict: refuted, was verified △ change Z9: claim: gone · note seconds: 2",
  );
  assertStringIncludes(page, '<a href="#claim-A1">A1</a>: verdict: refuted, was');
  assertStringIncludes(
    visible(reportPage(sample(), { ...OUT, changes: [] })),
    "Nothing changed since",
  );
});

Deno.test("commands that a reader copies hold no other command", () => {
  const report = sample();
  report.claims[2].counterexample!.file = "x; $(touch y) `z`'";
  const text = visible(reportPage(report, { folder: "my out/" }));
  assertStringIncludes(
    text.replaceAll("&#96;", "`"),
    "attest replay 'my out/x; $(touch y) `z`'\\'''",
  );
});

Deno.test("a script that would end its element is refused, and scripts are allowed only where there are some", () => {
  const page = { title: "t", lead: null, sections: [] };
  const script = (text: string) =>
    htmlPage({ ...page, scripts: [{ type: "text/javascript", text: new Markup(text) }] });
  assertMatch(script("1 < 2"), /<script type="text\/javascript" *>1 < 2<\/script>/);
  assertStringIncludes(script("1"), "script-src");
  for (const text of ["'</script>'", "</SCRIPT >", "<!--"]) {
    assertThrows(() => script(text), TypeError);
  }
  assert(!htmlPage(page).includes("script"));
});

/** The part of a page below a heading. */
function section(page: string, id: string): string {
  const start = page.indexOf(`<section id="${id}"`);
  return start < 0 ? "" : page.slice(start, page.indexOf("</section>", start));
}

Deno.test("a page begins with the claims in plain words, H first, and with their figures", () => {
  const report = sample();
  Object.assign(report.claims[1], { plain: "it gains" });
  Object.assign(report.claims[2], { id: "H2", plain: "it is small" });
  const figure = (claim: string) => (
    { claims: [claim], markup: new Markup(`<p>figure of ${claim}</p>`) }
  );
  const figures = [figure("A1"), figure("B10.loss"), figure("B10.loss"), figure("H2")];
  const page = reportPage(report, { ...OUT, figures });
  const claimed = visible(section(page, "claimed"));
  assertMatch(claimed, /it is small .* it gains .* figure of H2 figure of B10\.loss/);
  assert(!claimed.includes("x is at most 5"));
  assertMatch(visible(section(page, "figures")), /More figures figure of A1 figure of B10\.loss/);
  // Few claims need no plain words; many without are a list.
  assertStringIncludes(visible(section(reportPage(sample(), OUT), "claimed")), "x is at most 5");
  const many = Array.from({ length: 7 }, (_, i) => ({ ...sample().claims[0], id: `A${i + 1}` }));
  assertEquals(section(reportPage({ ...sample(), claims: many }, OUT), "claimed"), "");
});

Deno.test("a formula is typeset wherever its claim is shown, and shown as written where it cannot be", () => {
  const report = sample();
  report.claims[0].formula = "x \\le 5";
  report.claims[2].formula = "\\frac{<b>";
  const formulas = new Map([["A1", mathMarkup("<math><mi>x</mi><mo>≤</mo><mn>5</mn></math>")]]);
  const page = reportPage(report, { ...OUT, formulas });
  assertEquals(page.match(/<math><mi>x<\/mi>/g)!.length, 2);
  assert(!page.includes("x \\le 5"));
  assertEquals(page.match(/<code>\\frac\{&lt;b&gt;<\/code>/g)!.length, 3);
});

Deno.test("where all came out as expected, nothing is said to have failed", () => {
  const report = sample();
  report.claims.pop();
  const page = reportPage(report, OUT);
  assertEquals([section(page, "failed"), page.includes('href="#failed"')], ["", false]);
});

Deno.test("filters choose by what a claim is: each class is on the claims that it is about", () => {
  const report = sample();
  report.claims.push(...Array.from({ length: 5 }, (_, i) => (
    { ...report.claims[0], id: `C${i + 1}`, expected: "refuted", verdict: "refuted" } as const
  )));
  const page = reportPage(report, OUT);
  const classes = new Map(
    Array.from(
      page.matchAll(/<details class="claim card ([a-z -]*)" id="claim-([^"]+)"/g),
      ([, all, id]) => [id, all],
    ),
  );
  assertEquals(["A1", "A2", "B10.loss", "C1"].map((id) => classes.get(id)), [
    ...["ok universal", "off universal", "ok statistical", "ok universal false-sentence"],
  ]);
  assertStringIncludes(page, 'id="show-off"');
  assert(!reportPage(sample(), OUT).includes('id="show-off"'));
});

Deno.test("the letters of another project's ids stand for nothing of attest's", () => {
  const title = "One layer learns the nearest neighbour";
  const report = sample();
  assertStringIncludes(reportPage(report, OUT), title);
  report.run.project = "../mine";
  assert(!reportPage(report, OUT).includes(title));
});
