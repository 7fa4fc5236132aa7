/** What makes the charts of a page answer to the pointer: Vega itself, the charts, and a few lines of glue. */

import { fileURLToPath } from "node:url";
import type { Spec } from "vega";
import { Markup, scriptJson } from "../../src/report/html/markup.ts";
import type { PageScript } from "../../src/report/html/page.ts";
import { complaint, UsageError } from "../base/usage_error.ts";

/** Replaces each drawing by a live chart; a chart that fails leaves its drawing where it was. */
const GLUE = `
for (const [id, spec] of Object.entries(JSON.parse(document.getElementById("charts").textContent))) {
  const place = document.querySelector('[data-figure="' + id + '"]');
  const drawing = place.querySelector("svg");
  const live = document.createElement("div");
  live.setAttribute("role", "img");
  live.setAttribute("aria-label", drawing.querySelector("title").textContent);
  new vega.View(vega.parse(spec), { renderer: "svg", container: live, hover: true }).runAsync()
    .then(() => place.replaceChildren(live));
}`;

/** Vega's bundle, the specifications by the ids of their figures, and the glue. */
export async function interactiveScripts(specs: ReadonlyMap<string, Spec>): Promise<PageScript[]> {
  return [
    { type: "application/json", id: "charts", text: scriptJson(Object.fromEntries(specs)) },
    { type: "text/javascript", text: new Markup(await vegaBundle()) },
    { type: "text/javascript", text: new Markup(GLUE) },
  ];
}

/** The bundle that Vega publishes for browsers; its package exports only what lies beside it. */
async function vegaBundle(): Promise<string> {
  try {
    const beside = import.meta.resolve("vega/vega-schema.json");
    const text = await Deno.readTextFile(fileURLToPath(new URL("vega.min.js", beside)));
    return text.replace(/\n?\/\/# sourceMappingURL=\S*\s*$/, "\n");
  } catch (error) {
    throw new UsageError(`--interactive needs the bundle of the package vega: ${complaint(error)}`);
  }
}
