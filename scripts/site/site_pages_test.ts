import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { posix } from "node:path";
import { statistical, universal } from "../../src/claim/claims_for_tests.ts";
import { buildReport } from "../../src/report/build.ts";
import { Markup } from "../../src/report/html/markup.ts";
import { mathMarkup } from "../../src/report/html/math_markup.ts";
import { caseOf, EFFECT, result, RUN } from "../../src/report/results_for_tests.ts";
import { cardOf } from "../judged/card_of.ts";
import { siteFiles, type SiteParts } from "./site_pages.ts";

const CLAIMS = [universal({ formula: "x", plain: "it is small" }), statistical()];

function parts(change: Partial<SiteParts> = {}): SiteParts {
  const report = buildReport([
    result(CLAIMS[0], { closest: caseOf(4) }),
    result(CLAIMS[1], { cases: 20, effect: EFFECT }),
  ], { run: RUN });
  const figure = new Markup('<figure class="card"><a href="#claim-A1">A1</a></figure>');
  return {
    report,
    cards: CLAIMS.map(cardOf),
    drawn: {
      figures: [{ claims: ["A1"], markup: figure }],
      figuresNote: "Measured.",
      formulas: new Map([["A1", mathMarkup("<math><mi>x</mi></math>")]]),
    },
    documents: new Map([
      ["README.md", "# Attest\n\nIt checks.\n\nSee [the guide](.github/GUIDE.md#run).\n"],
      [".github/GUIDE.md", "# Guide\n\n## Run\n\n[Readme](../README.md), [src](../src/mod.ts).\n"],
    ]),
    image: "<svg></svg>",
    ...change,
  };
}

/** Addresses of a site that lead nowhere: to no file, or to no place in it. */
function deadLinks(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([path, text]) =>
    Array.from(text.matchAll(/ (?:href|src)="([^"]*)"/g), ([, link]) => link).filter((link) => {
      if (/^https:/.test(link)) return false;
      const [file, fragment] = link.split("#");
      const target = file === "" ? path : posix.join(posix.dirname(path), file);
      const there = files.get(target);
      return there === undefined ||
        (fragment !== undefined && !there.includes(` id="${decodeURIComponent(fragment)}"`));
    }).map((link) => `${path}: ${link}`)
  );
}

Deno.test("every link of every page leads to a file that is there, and to a place in it", () => {
  const files = siteFiles(parts());
  assertEquals(deadLinks(files), []);
  assertEquals([...files.keys()].toSorted(), [
    ...["claims.html", "claims/A1.html", "claims/B10.loss.html", "figures.html", "guide.html"],
    ...["headline.svg", "index.html", "mutants.html", "readme.html", "report.html"],
  ]);
  // The check itself notices what leads nowhere.
  for (const link of ["gone.html", "guide.html#gone", "../index.html", "#gone"]) {
    const broken = new Map(files).set("index.html", `<a href="${link}">`);
    assertEquals(deadLinks(broken), [`index.html: ${link}`]);
  }
});

Deno.test("a page is there where there is something to show, and is linked from all", () => {
  const some = parts();
  const more = new Map([...some.documents, [
    "fixtures/baselines/CONFORMANCE.md",
    "# Conformance\n",
  ]]);
  const files = siteFiles(parts({ documents: more }));
  assertStringIncludes(files.get("claims/A1.html")!, 'href="../conformance.html"');
  assert(!siteFiles(some).get("index.html")!.includes("conformance"));
  assert(!siteFiles(parts({ drawn: { figures: [] } })).has("figures.html"));
});

Deno.test("a claim's page has its formula, its figures and its neighbours, and the first page what is claimed", () => {
  const files = siteFiles(parts());
  const page = files.get("claims/A1.html")!;
  for (const part of ["<math>", "<figure", "../claims/A1.html", "B10.loss.html", "<details open"]) {
    assertStringIncludes(page, part);
  }
  assert(!files.get("claims/B10.loss.html")!.includes('<figure class="card">'));
  const home = files.get("index.html")!;
  for (const part of ["It checks.", "it is small", "<math>", 'href="claims/A1.html"']) {
    assertStringIncludes(home, part);
  }
  assertStringIncludes(files.get("mutants.html")!, CLAIMS[0].mutants[0].description);
});

Deno.test("no page loads anything from elsewhere, and none but the report's runs a script", () => {
  for (const [path, text] of siteFiles(parts())) {
    if (path.endsWith(".svg")) continue;
    assert(!/<(link|iframe|object)\b|url\(|@import|\ssrc="https?:/.test(text), path);
    assertStringIncludes(text, "default-src &#39;none&#39;");
    assertEquals(text.includes("<script"), path === "report.html", path);
  }
});
