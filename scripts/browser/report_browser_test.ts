/**
 * The report's page in a real browser; `deno task test:browser`.
 *
 * The room has a configuration of its own, so plain `deno test` needs neither a browser nor its permissions.
 */

import { assert, assertEquals, assertLess, assertStringIncludes } from "@std/assert";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { measureFigures } from "../../src/attention/figures/measure_figures.ts";
import { type Figures, figuresSchema } from "../../src/report/figures/schema.ts";
import type { Change } from "../../src/report/compare/change.ts";
import { reportPage } from "../../src/report/html/report_page.ts";
import { type Report, reportSchema } from "../../src/report/schema.ts";
import { SCRATCH } from "../base/paths.ts";
import { drawCharts } from "../commands/draw_charts.ts";
import { axeViolations, launch, type OpenPage, withPage } from "./chromium.ts";
import { fullReport, HOSTILE, hostileFigures, hostileReport } from "./report_for_browser.ts";

/** A full report's page must be smaller, in bytes: every claim on every mutant, with strata, rivals and formulas. */
const LARGEST = 2_000_000;
/** Vega, 521 kB, and what its charts are of, about 300 kB, come on top. */
const LARGEST_INTERACTIVE = LARGEST + 900_000;
const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 740 };
/** A sheet within its margins. */
const A4 = { width: 718, height: 1047 };
const VIEWS = {
  light: { colorScheme: "light", viewport: DESKTOP },
  dark: { colorScheme: "dark", viewport: DESKTOP },
  phone: { colorScheme: "light", viewport: PHONE, hasTouch: true, isMobile: true },
  "dark phone": { colorScheme: "dark", viewport: PHONE, hasTouch: true, isMobile: true },
} as const;

const report = await fullReport();
const figures = measureFigures({ seed: 1, replicates: 2 });
const CHANGES: readonly Change[] = [
  { severity: "note", kind: "seconds", claim: null, text: "12 seconds longer" },
  {
    severity: "regression",
    kind: "verdict",
    claim: report.claims[3].id,
    text: "undecided, was verified",
  },
];

/** Writes the page into a directory of its own and hands its address on. */
async function withFile(
  of: { readonly report: Report; readonly figures: Figures; readonly interactive?: boolean },
  use: (url: string, browser: Browser) => Promise<void>,
): Promise<void> {
  const parent = fileURLToPath(SCRATCH);
  await Deno.mkdir(parent, { recursive: true });
  const folder = await Deno.makeTempDir({ dir: parent, prefix: "browser-" });
  const browser = await launch();
  try {
    const drawn = await drawCharts({ interactive: false, ...of });
    const path = `${folder}/report.html`;
    await Deno.writeTextFile(
      path,
      reportPage(of.report, { folder: "attest-report/", changes: CHANGES, ...drawn }),
    );
    await use(pathToFileURL(path).href, browser);
  } finally {
    await browser.close();
    await Deno.remove(folder, { recursive: true });
  }
}

/** A test in the browser; its processes and sockets outlive single operations. */
function browserTest(name: string, fn: (t: Deno.TestContext) => Promise<void>): void {
  Deno.test({ name: `browser: ${name}`, fn, sanitizeOps: false, sanitizeResources: false });
}

function evaluate<Result>(page: Page, script: string): Promise<Result> {
  return page.evaluate(script) as Promise<Result>;
}

/** Waits until an expression is true; Playwright's own wait is an eval, which a page's policy forbids. */
async function until(page: Page, expression: string): Promise<void> {
  for (let tries = 0; !await evaluate(page, `Boolean(${expression})`); tries++) {
    assertLess(tries, 100, `never came true: ${expression}`);
    await page.waitForTimeout(50);
  }
}

/** Takes away all claims but a few of each kind: they are made of the same parts, and axe takes a minute for all. */
const FEW_CLAIMS = `{
  const kept = new Set([".off", ".statistical", ".false-sentence", ""].flatMap((kind) =>
    [...document.querySelectorAll(".claim" + kind)].slice(0, 3)));
  for (const claim of document.querySelectorAll(".claim")) if (!kept.has(claim)) claim.remove();
}`;

async function assertNoOverflow(page: Page): Promise<void> {
  const [content, window] = await evaluate<number[]>(
    page,
    "[document.documentElement.scrollWidth, document.documentElement.clientWidth]",
  );
  assert(content <= window, `${content} px wide in a window of ${window}`);
}

browserTest("the full report is quiet, accessible and fits, in every view", async (t) => {
  await withFile({ report, figures }, async (url, browser) => {
    const { size } = await Deno.stat(new URL(url));
    assertLess(size, LARGEST);
    for (const [name, view] of Object.entries(VIEWS)) {
      await t.step(name, () =>
        withPage(browser, { ...view, url }, async ({ page, complaints }) => {
          await assertNoOverflow(page);
          await evaluate(
            page,
            "document.querySelectorAll('details').forEach((part) => part.open = true)",
          );
          await assertNoOverflow(page);
          if (name !== "light") await evaluate(page, FEW_CLAIMS);
          assertEquals(await axeViolations(page), []);
          assertEquals(complaints, []);
        }));
    }
  });
});

browserTest("a link to a claim unfolds it, below the bar", async () => {
  await withFile(
    { report, figures },
    (url, browser) =>
      withPage(browser, { viewport: DESKTOP, url }, async ({ page }) => {
        for (const { id, statement } of report.claims) {
          await evaluate(page, `void (location.hash = "claim-${id}")`);
          await until(page, `document.getElementById("claim-${id}").open`);
          const heading = page.locator(`[id="claim-${id}"] > summary h4`);
          assertStringIncludes(await heading.textContent() ?? "", statement);
          const [top, bar] = await evaluate<number[]>(
            page,
            `[document.getElementById("claim-${id}").getBoundingClientRect().top,
            document.querySelector(".bar").getBoundingClientRect().bottom]`,
          );
          assert(
            top >= bar - 1 && top < DESKTOP.height,
            `${id}: at ${top}, below a bar that ends at ${bar}`,
          );
        }
      }),
  );
});

/** Ids of the claims that are to be seen. */
function shownClaims(page: Page): Promise<string[]> {
  return evaluate(
    page,
    "[...document.querySelectorAll('.claim')].filter((part) => part.checkVisibility()).map((part) => part.id.slice(6))",
  );
}

browserTest(
  "without a script groups fold, claims unfold, and choices hide what is not of them",
  async () => {
    const ids = (kept: (claim: Report["claims"][number]) => boolean) =>
      report.claims.filter(kept).map(({ id }) => id).toSorted();
    await withFile(
      { report, figures },
      (url, browser) =>
        withPage(
          browser,
          { viewport: DESKTOP, url, javaScriptEnabled: false },
          async ({ page }) => {
            const shown = async () => (await shownClaims(page)).toSorted();
            assertEquals(
              await shown(),
              ids(() => true),
            );
            for (
              const [words, kept] of [
                ["Not as expected", ids(({ ok }) => !ok)],
                ["About a mean", ids(({ unit }) => unit === "replicates")],
                ["About every case", ids(({ unit }) => unit === "cases")],
                ["Known to be false", ids(({ expected }) => expected === "refuted")],
              ] as const
            ) {
              await page.getByText(words, { exact: true }).click();
              assertEquals(await shown(), kept, words);
              assert(kept.length > 0);
            }
            await page.locator(".filters").getByText("All", { exact: true }).click();
            assert(!await page.locator("#search").isVisible());
            const { id } = report.claims[0];
            const rivals = page.locator(`[id="claim-${id}"] .opponents`).first();
            assert(!await rivals.isVisible());
            await page.locator(`[id="claim-${id}"] > summary`).click();
            assert(await rivals.isVisible());
            await page.locator(".group > summary").first().click();
            assert(!await page.locator(`[id="claim-${id}"]`).isVisible());
          },
        ),
    );
  },
);

browserTest(
  "the search leaves the claims that hold all its words, wherever they hold them",
  async () => {
    await withFile(
      { report, figures },
      (url, browser) =>
        withPage(browser, { viewport: DESKTOP, url }, async ({ page, complaints }) => {
          const { id, mutants, slug } = report.claims[0];
          await page.locator("#search").fill(`${id.toUpperCase()} ${mutants[0].name} ${slug}`);
          assertEquals(await shownClaims(page), [id]);
          assertEquals(await page.locator(".filters output").textContent(), "1 found");
          await page.locator("#search").fill("no-such-mutant-anywhere");
          assertEquals(await shownClaims(page), []);
          await page.keyboard.press("Enter");
          await page.locator("#search").fill("");
          assertEquals((await shownClaims(page)).length, report.claims.length);
          assertEquals(complaints, []);
        }),
    );
  },
);

browserTest("the glossary is at hand anywhere, and closes again", async () => {
  await withFile(
    { report, figures },
    (url, browser) =>
      withPage(browser, { viewport: PHONE, url, javaScriptEnabled: false }, async ({ page }) => {
        const glossary = page.locator("#glossary");
        assert(!await glossary.isVisible());
        await page.locator("#run").scrollIntoViewIfNeeded();
        await page.getByRole("button", { name: "Glossary" }).click();
        assert(await glossary.isVisible());
        assertStringIncludes(await glossary.textContent() ?? "", "E-value");
        await page.keyboard.press("Escape");
        assert(!await glossary.isVisible());
      }),
  );
});

browserTest(
  "formulas are typeset: higher than a line where they are fractions, and never wider than the page",
  async () => {
    await withFile({ report, figures }, async (url, browser) => {
      for (const viewport of [DESKTOP, PHONE]) {
        await withPage(browser, { viewport, url }, async ({ page }) => {
          await evaluate(
            page,
            "document.querySelectorAll('details').forEach((part) => part.open = true)",
          );
          const [formulas, low] = await evaluate<number[]>(
            page,
            `[document.querySelectorAll(".claim math").length,
          [...document.querySelectorAll(".claim math:has(mfrac)")].filter((math) =>
            math.getBoundingClientRect().height < 24).length]`,
          );
          assertEquals([formulas, low], [
            report.claims.filter(({ formula }) => formula !== undefined).length,
            0,
          ]);
          await assertNoOverflow(page);
        });
      }
    });
  },
);

browserTest(
  "what failures share is said: what they need, and which mutants look like it",
  async () => {
    await withFile(
      { report, figures },
      (url, browser) =>
        withPage(browser, { url }, async ({ page }) => {
          const text = await page.locator("#failed").textContent() ?? "";
          for (
            const claim of report.claims.filter(({ ok }) => !ok)
          ) {
            assertStringIncludes(text, claim.statement);
          }
          assertStringIncludes(text, report.claims[3].needs![0]);
          assertStringIncludes(text, "Known mistakes that look like it");
        }),
    );
  },
);

Deno.test("figures name claims that there are", () => {
  const ids = new Set(report.claims.map(({ id }) => id));
  const named = figures.figures.flatMap(({ claims }) => claims);
  assertEquals(named.filter((id) => !ids.has(id)), []);
});

browserTest("the keyboard reaches the content, the sections and what scrolls", async () => {
  await withFile(
    { report, figures },
    (url, browser) =>
      withPage(browser, { viewport: PHONE, url }, async ({ page }) => {
        const focused = () =>
          evaluate<string>(page, "document.activeElement.textContent.trim().slice(0, 60)");
        await page.keyboard.press("Tab");
        assertEquals(await focused(), "Skip to the content");
        assert(await page.locator(".skip").isVisible());
        await page.keyboard.press("Enter");
        assertEquals(await evaluate(page, "location.hash"), "#main");
        await page.locator(".bar a").first().focus();
        for (
          const section of [
            ...["Claimed", "Failed", "Claims", "Figures", "Mutants", "Changes", "Run", "Glossary"],
          ]
        ) {
          assertEquals(await focused(), section);
          const outline = "getComputedStyle(document.activeElement).outlineStyle";
          assertEquals(await evaluate(page, outline), "solid");
          await page.keyboard.press("Tab");
        }
        await page.locator(".map .scroll").focus();
        const left = "document.querySelector('.map .scroll').scrollLeft";
        await page.keyboard.press("ArrowRight");
        await until(page, `${left} > 0`);
        const details = page.locator("#figures summary").first();
        await details.focus();
        await page.keyboard.press("Enter");
        assert(await page.locator("#figures table").first().isVisible());
      }),
  );
});

browserTest("charts need no script, and are in the colours of the scheme", async () => {
  await withFile({ report, figures }, async (url, browser) => {
    const colours = new Set<string>();
    for (const colorScheme of ["light", "dark"] as const) {
      await withPage(browser, { url, colorScheme, javaScriptEnabled: false }, async ({ page }) => {
        const line = "document.querySelector('#figures svg path[stroke=\"var(--series-1)\"]')";
        colours.add(await evaluate(page, `getComputedStyle(${line}).stroke`));
        assertEquals(await page.locator("script").count(), 1);
        const drawings = page.locator("svg[role=img]");
        assert(await drawings.count() > figures.figures.length);
        for (const drawing of await drawings.all()) {
          assert((await drawing.locator("title").textContent() ?? "").length > 20);
        }
      });
    }
    assertEquals(colours.size, 2);
  });
});

browserTest(
  "the kill matrix has a square in each cell that was killed, a circle where one survived, and no other",
  async () => {
    // Cells of 13 pixels and squares of 8, whose outline is one path for many of them.
    const wanted = report.matrix!.rows.flatMap(({ cells }, row) =>
      cells.flatMap((state, column) =>
        state === "killed" ? [`${13 * column + 2.5},${13 * row + 2.5}h8v8h-8Z`] : []
      )
    );
    await withFile({ report, figures }, async (url, browser) => {
      await withPage(browser, { url }, async ({ page }) => {
        const drawn = await evaluate<string[]>(
          page,
          `[...document.querySelectorAll('[data-figure=kill_matrix] .mark-symbol path[fill="var(--series-1)"]')]
          .flatMap((path) => path.getAttribute("d").split("M").slice(1))`,
        );
        assertEquals(drawn.toSorted(), wanted.toSorted());
        const circles = await evaluate<string[]>(
          page,
          `[...document.querySelectorAll('[data-figure=kill_matrix] .mark-symbol path[stroke="var(--series-2)"]')]
          .flatMap((path) => path.getAttribute("d").split("M").slice(1))`,
        );
        const survived = report.matrix!.rows.flatMap(({ cells }, row) =>
          cells.flatMap((state, column) =>
            state === "survived"
              ? [`${13 * column + 10.5},${13 * row + 6.5}a4,4 0 1 1-8,0a4,4 0 1 1 8,0`]
              : []
          )
        );
        assertEquals(circles.toSorted(), survived.toSorted());
      });
    });
  },
);

browserTest("on paper everything is open, black on white, and nothing sticks", async () => {
  await withFile(
    { report, figures },
    (url, browser) =>
      withPage(browser, { url, colorScheme: "dark", viewport: A4 }, async ({ page }) => {
        await page.emulateMedia({ media: "print", colorScheme: "dark" });
        await assertNoOverflow(page);
        assert(!await page.locator(".bar").isVisible());
        assertEquals(
          await evaluate(page, "getComputedStyle(document.body).color"),
          "rgb(0, 0, 0)",
        );
        const rivals = "document.querySelector('.claim .opponents').getBoundingClientRect().height";
        assert(await evaluate<number>(page, rivals) > 10);
        assert(await page.locator("#glossary").isVisible());
        assert(!await page.locator(".filters").isVisible());
      }),
  );
});

browserTest("texts that hold markup are shown, and make no element", async () => {
  const hostile = {
    report: reportSchema.parse(hostileReport(report)),
    figures: figuresSchema.parse(hostileFigures(figures)),
  };
  const elements = (page: Page) =>
    evaluate<Record<string, number>>(
      page,
      `Array.from(document.querySelectorAll("body *"), (e) => e.localName).reduce(
        (counts, name) => ({ ...counts, [name]: (counts[name] ?? 0) + 1 }), {})`,
    );
  let tame: Record<string, number> = {};
  // A hostile formula is no LaTeX, and shown as it was written: so is this one.
  const asWritten = structuredClone(report);
  for (const claim of asWritten.claims) if (claim.formula !== undefined) claim.formula = "}";
  await withFile(
    { report: asWritten, figures },
    (url, browser) =>
      withPage(browser, { url }, async ({ page }) => {
        tame = await elements(page);
      }),
  );
  for (const interactive of [false, true]) {
    await withFile(
      { ...hostile, interactive },
      (url, browser) =>
        withPage(browser, { url }, async ({ page, complaints }) => {
          if (!interactive) assertEquals(withoutPaths(await elements(page)), withoutPaths(tame));
          await assertUntouched({ page, complaints });
        }),
    );
  }

  async function assertUntouched({ page, complaints }: OpenPage): Promise<void> {
    assertEquals(complaints, []);
    assertEquals(await evaluate(page, "typeof stolen"), "undefined");
    assertEquals(await page.locator("img, .stolen, b.stolen").count(), 0);
    const { id } = report.claims[0];
    const heading = page.locator(`[id="claim-${id}"] > summary h4`);
    assertEquals(await heading.textContent(), HOSTILE);
  }

  /** How many paths a drawing has depends on the width of its labels. */
  function withoutPaths({ path: _, line: _line, text: _text, ...rest }: Record<string, number>) {
    return rest;
  }
});

browserTest(
  "a formula that is LaTeX and hostile is shown, and makes no element but a formula's",
  async () => {
    const hostile = structuredClone(report);
    const text = HOSTILE.replaceAll(/[{}$&#%\\~^_"'`]/g, "");
    for (const claim of hostile.claims) claim.formula = String.raw`\text{${text}}\frac12`;
    await withFile(
      { report: hostile, figures },
      (url, browser) =>
        withPage(browser, { url }, async ({ page, complaints }) => {
          assertEquals(complaints, []);
          assertEquals(await evaluate(page, "typeof stolen"), "undefined");
          assertEquals(await page.locator("img, .stolen, b.stolen").count(), 0);
          const shown = await page.locator(".claim mtext").first().textContent();
          assertStringIncludes(shown ?? "", "<script>window.stolen=1</script>");
        }),
    );
  },
);

browserTest("interactive charts are live, and say their numbers under the pointer", async () => {
  await withFile({ report, figures, interactive: true }, async (url, browser) => {
    assertLess((await Deno.stat(new URL(url))).size, LARGEST_INTERACTIVE);
    await withPage(browser, { viewport: DESKTOP, url }, async ({ page, complaints }) => {
      const charts = page.locator(".chart[data-figure] svg.marks");
      await until(
        page,
        `document.querySelectorAll(".chart[data-figure] svg.marks").length === ${figures.figures.length}`,
      );
      // As wide as its card: no chart is stretched.
      const ratios = await evaluate<number[]>(
        page,
        `[...document.querySelectorAll(".chart[data-figure] svg.marks")].map((chart) =>
          chart.getBoundingClientRect().width / chart.viewBox.baseVal.width)`,
      );
      for (const ratio of ratios) assert(ratio > 0.9 && ratio < 1.1, `stretched by ${ratio}`);
      const mark = charts.locator(".mark-symbol path").first();
      await mark.scrollIntoViewIfNeeded();
      await mark.hover({ force: true });
      await until(page, "document.querySelector('[data-figure] svg title')");
      assertEquals(await axeViolations(page), []);
      assertEquals(complaints, []);
    });
  });
});
