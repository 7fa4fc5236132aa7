/** The site in a real browser: every page quiet and accessible, every link alive; `deno task test:browser`. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ROOT, SCRATCH } from "../base/paths.ts";
import { axeViolations, launch, withPage } from "./chromium.ts";

/** One page of each kind. */
const KINDS = [
  ...["index.html", "claims.html", "claims/B7.html", "figures.html", "mutants.html"],
  ...["guide.html", "readme.html", "benchmarks.html"],
];
const VIEWS = {
  light: { colorScheme: "light", viewport: { width: 1280, height: 900 } },
  dark: { colorScheme: "dark", viewport: { width: 1280, height: 900 } },
  phone: { colorScheme: "light", viewport: { width: 360, height: 740 } },
} as const;

/** Builds the site from the accepted baseline, as the task does; returns what it complains of. */
async function buildSite(out: string): Promise<{ readonly code: number; readonly said: string }> {
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", "site", "--out", out],
    cwd: fileURLToPath(ROOT),
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).output();
  return { code, said: new TextDecoder().decode(stderr) };
}

Deno.test({
  name: "browser: the site is quiet, accessible and fits, and each link leads on",
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    await Deno.mkdir(SCRATCH, { recursive: true });
    const folder = await Deno.makeTempDir({ dir: fileURLToPath(SCRATCH), prefix: "site-" });
    const browser = await launch();
    try {
      await t.step("a directory of other things is refused, and left as it is", async () => {
        await Deno.mkdir(`${folder}/mine`);
        await Deno.writeTextFile(`${folder}/mine/index.html`, "<p>mine</p>");
        const { code, said } = await buildSite(`${folder}/mine`);
        assertEquals(code, 2, said);
        assertMatch(
          said,
          /^attest: --out must be a new or empty directory, or one of a site, got .*\n$/,
        );
        assertEquals(await Deno.readTextFile(`${folder}/mine/index.html`), "<p>mine</p>");
      });
      // What an earlier site left goes, what is its own comes again.
      await Deno.mkdir(`${folder}/site/claims`, { recursive: true });
      const start = '<!doctype html>\n<html lang="en" data-attest="site">';
      await Deno.writeTextFile(`${folder}/site/index.html`, start);
      await Deno.writeTextFile(`${folder}/site/claims/Z9.html`, "gone");
      const { code, said } = await buildSite(`${folder}/site`);
      assertEquals(code, 0, said);
      assert(await Deno.stat(`${folder}/site/claims/Z9.html`).then(() => false, () => true));
      const address = (path: string) => pathToFileURL(`${folder}/site/${path}`).href;
      for (const [name, view] of Object.entries(VIEWS)) {
        await t.step(name, async () => {
          for (const path of KINDS) {
            await withPage(
              browser,
              { ...view, url: address(path) },
              async ({ page, complaints }) => {
                const [content, window] = await page.evaluate(
                  "[document.documentElement.scrollWidth, document.documentElement.clientWidth]",
                ) as number[];
                assert(content <= window, `${path}: ${content} px wide in a window of ${window}`);
                assertEquals(await axeViolations(page), [], path);
                assertEquals(complaints.filter((line) => !line.endsWith("headline.svg")), [], path);
                const images = "[...document.images].every((image) => image.naturalWidth > 0)";
                assert(await page.evaluate(images), `${path} has an image that is not there`);
              },
            );
          }
        });
      }
      await t.step("links", async () => {
        await withPage(browser, { url: address("index.html") }, async ({ page }) => {
          const seen = new Set<string>();
          const waiting = [address("index.html")];
          for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
            if (seen.has(url)) continue;
            seen.add(url);
            await page.goto(url);
            const links = await page.evaluate(
              "[...document.querySelectorAll('a[href]')].map((link) => link.href)",
            ) as string[];
            const dead = await page.evaluate(
              `[...document.querySelectorAll('a[href^="#"]')].map((link) => link.hash.slice(1))
              .filter((id) => id && !document.getElementById(decodeURIComponent(id)))`,
            );
            assertEquals(dead, [], url);
            waiting.push(
              ...new Set(
                links.filter((link) => link.startsWith("file:")).map((link) => link.split("#")[0]),
              ),
            );
          }
          // The claims, one page each, and all others.
          assert(seen.size > 120, `${seen.size} pages`);
        });
      });
    } finally {
      await browser.close();
      await Deno.remove(folder, { recursive: true });
    }
  },
});
