/** What makes the charts of a page interactive: Vega itself, the charts, and a few lines of glue. */

import { fileURLToPath } from "node:url";
import type { Spec } from "vega";
import { scriptJson } from "../../src/report/html/markup.ts";
import { complaint } from "../base/usage_error.ts";
import type { Drawn } from "./drawing.ts";

/** Replaces each drawing by a live chart; a chart that fails leaves its drawing where it was. */
const GLUE = `
for (const [id, spec] of Object.entries(JSON.parse(document.getElementById("charts").textContent))) {
  const place = document.querySelector('[data-figure="' + id + '"]');
  const drawing = place.querySelector("svg");
  const live = document.createElement("div");
  live.setAttribute("role", "img");
  live.setAttribute("aria-label", drawing.querySelector("title").textContent);
  // As wide as its card, in pixels of its own: a drawing that is stretched does not know where the pointer is.
  const beside = drawing.viewBox.baseVal.width - spec.width;
  const view = new vega.View(vega.parse(spec), { renderer: "svg", container: live, hover: true });
  view.width(Math.max(120, place.clientWidth - beside)).runAsync()
    .then(() => place.replaceChildren(live));
}`;

/** Vega's bundle, the specifications by the ids of their figures, and the glue. */
export async function interactiveScripts(
  specs: ReadonlyMap<string, Spec>,
): Promise<NonNullable<Drawn["scripts"]>> {
  return [
    { type: "application/json", id: "charts", text: scriptJson(Object.fromEntries(specs)).text },
    { type: "text/javascript", text: await vegaBundle() },
    { type: "text/javascript", text: GLUE },
  ];
}

/** The bundle that Vega publishes for browsers; its package exports only what lies beside it. */
async function vegaBundle(): Promise<string> {
  try {
    const beside = import.meta.resolve("vega/vega-schema.json");
    const text = await Deno.readTextFile(fileURLToPath(new URL("vega.min.js", beside)));
    return text.replace(/\n?\/\/# sourceMappingURL=\S*\s*$/, "\n");
  } catch (error) {
    throw new Error(`--interactive needs the bundle of the package vega: ${complaint(error)}`);
  }
}
