/** The charts of a page, drawn in a process of its own: only who writes a page fetches what draws. */

import { fileURLToPath } from "node:url";
import { Markup } from "../../src/report/html/markup.ts";
import { mathMarkup } from "../../src/report/html/math_markup.ts";
import type { ReportPageOptions } from "../../src/report/html/report_page.ts";
import type { Report } from "../../src/report/schema.ts";
import { DRAW_CHARTS } from "../base/paths.ts";
import { complaint, UsageError } from "../base/usage_error.ts";
import { writeError } from "../terminal/terminal.ts";
import type { Drawing, Drawn } from "../charts/drawing.ts";

/** Said when drawing takes longer than it does with packages that are there. */
export const FETCHING =
  "attest: drawing the charts; the first time their packages are fetched, about 26 MB";
/** Milliseconds until then. */
const SLOW = 1500;

/** What of a page is drawn. */
export type DrawnParts = Pick<
  ReportPageOptions,
  "figures" | "figuresNote" | "formulas" | "matrix" | "scripts"
>;

/** Draws all charts of a report, and typesets its formulas; throws UsageError where nothing may be started, or the drawing fails. */
export async function drawCharts(
  { report: { claims, matrix }, ...rest }: Omit<Drawing, "report"> & { readonly report: Report },
): Promise<DrawnParts> {
  const tried = claims.map(({ id, formula, mutants }) => ({
    id,
    ...(formula !== undefined && { formula }),
    mutants: mutants.map(({ name, rival }) => ({ name, ...(rival && { rival }) })),
  }));
  const report = { claims: tried, matrix };
  const drawing: Drawing = { report, ...rest };
  const drawn: Drawn = JSON.parse(await run(JSON.stringify(drawing)));
  return {
    figures: drawn.figures.map(({ claims, markup }) => ({ claims, markup: new Markup(markup) })),
    figuresNote: drawn.figuresNote,
    formulas: new Map(drawn.formulas.flatMap(([id, mathml]) => {
      const markup = formulaOf(mathml);
      return markup === undefined ? [] : [[id, markup] as const];
    })),
    ...(drawn.matrix !== undefined && { matrix: new Markup(drawn.matrix) }),
    ...(drawn.scripts && {
      scripts: drawn.scripts.map(({ text, ...script }) => ({ ...script, text: new Markup(text) })),
    }),
  };
}

/** A formula comes from a claim, which may be hostile: what is no formula is shown as it was written. */
function formulaOf(mathml: string): Markup | undefined {
  try {
    return mathMarkup(mathml);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

async function run(input: string): Promise<string> {
  const child = start();
  // A child that ends before it has read all is told of by its exit code.
  const given = new Response(input).body!.pipeTo(child.stdin).catch(() => {});
  const slow = setTimeout(() => writeError(`${FETCHING}\n`), SLOW);
  const { code, stdout } = await child.output();
  clearTimeout(slow);
  await given;
  if (code !== 0) {
    throw new UsageError(`charts must be drawn, got exit code ${code} of ${DRAW_CHARTS.pathname}`);
  }
  return new TextDecoder().decode(stdout);
}

function start(): Deno.ChildProcess {
  try {
    return new Deno.Command(fileURLToPath(DRAW_CHARTS), {
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
  } catch (error) {
    throw new UsageError(
      `charts need scripts/charts/draw.sh to run, which needs a POSIX shell and the permission ` +
        `that \`deno task attest\` gives, got ${complaint(error)}`,
    );
  }
}
