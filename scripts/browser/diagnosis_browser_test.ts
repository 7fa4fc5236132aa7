/** The page of a diagnosis in a real browser: no violation of axe, nothing wider than the view, every query by keyboard. */

import { assert, assertEquals } from "@std/assert";
import { fileURLToPath, pathToFileURL } from "node:url";
import { diagnose } from "../../src/records/diagnose.ts";
import type { RawColumn } from "../../src/records/encoding.ts";
import { SCRATCH } from "../base/paths.ts";
import { diagnosisPage } from "../records/page.ts";
import { sentencesOf } from "../records/sentences.ts";
import { axeViolations, launch, withPage } from "./chromium.ts";

const NAME = "<b>speed & 'drag'</b>";
const VIEWS = {
  light: { colorScheme: "light", viewport: { width: 1280, height: 900 } },
  dark: { colorScheme: "dark", viewport: { width: 1280, height: 900 } },
  phone: { colorScheme: "light", viewport: { width: 360, height: 740 }, isMobile: true },
  "dark phone": { colorScheme: "dark", viewport: { width: 360, height: 740 }, isMobile: true },
} as const;

function page(): string {
  const draw = (count: number, step: number) =>
    Float64Array.from({ length: count }, (_, i) => ((i * step) % 199) / 50 - 2);
  const columns = (count: number): RawColumn[] => [
    { name: "a", kind: "number", values: draw(count, 37) },
    { name: NAME, kind: "number", values: draw(count, 71) },
  ];
  const records = columns(200);
  const { diagnosis } = diagnose({
    label: NAME,
    labels: Float64Array.from(records[0].values as Float64Array, (x) => Math.sin(2 * x)),
    classes: null,
    columns: records,
    groups: Int32Array.from({ length: 200 }, (_, i) => i),
    rows: Int32Array.from({ length: 200 }, (_, i) => i + 1),
  }, { seed: 1, queries: { count: 12, columns: columns(12), labels: null } });
  return diagnosisPage(diagnosis, {
    file: "table.csv",
    sentences: sentencesOf(diagnosis),
    leftOut: [],
  });
}

Deno.test({
  name: "browser: the page of a diagnosis",
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    const parent = fileURLToPath(SCRATCH);
    await Deno.mkdir(parent, { recursive: true });
    const folder = await Deno.makeTempDir({ dir: parent, prefix: "browser-" });
    const browser = await launch();
    try {
      await Deno.writeTextFile(`${folder}/page.html`, page());
      const url = pathToFileURL(`${folder}/page.html`).href;
      for (const [name, view] of Object.entries(VIEWS)) {
        await t.step(name, () =>
          withPage(browser, { url, ...view }, async ({ page }) => {
            assertEquals(await axeViolations(page), []);
            const wide = await page.evaluate(
              "document.documentElement.scrollWidth - document.documentElement.clientWidth",
            );
            assertEquals(wide, 0);
            await page.focus('a[href="#query-7"]');
            await page.keyboard.press("Enter");
            assert(page.url().endsWith("#query-7"));
          }));
      }
    } finally {
      await browser.close();
      await Deno.remove(folder, { recursive: true });
    }
  },
});
