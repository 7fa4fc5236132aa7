/**
 * Draws the README's figure: the headlines of both papers, as one SVG for light and dark.
 *
 * `write_headline.ts [--check]`; run by `deno task figure`, and by `deno task figure:check`, which exits 1 where the
 * committed figure is not the one that is drawn.
 */

import "../terminal/uncaught.ts";
import { writeAtomically } from "../base/atomic_write.ts";
import {
  attentionByInnerProduct,
  lossByContext,
} from "../../src/attention/figures/loss_figures.ts";
import { attentionCells } from "../../src/attention/figures/nearest_figures.ts";
import { writeError } from "../terminal/terminal.ts";
import { headlineFigure } from "./headline_figure.ts";

const FILE = ".github/headline.svg";
/** An illustration, not a test: any seed would do. */
const EFFORT = { seed: 1, replicates: 12 };

const drawn = await headlineFigure([
  { title: "The window narrows with steepness", figure: attentionByInnerProduct(EFFORT) },
  { title: "Linear attention meets a floor", figure: lossByContext(EFFORT) },
  { title: "Training finds the nearest point", figure: attentionCells(EFFORT) },
]);
if (Deno.args[0] === "--check") {
  const isSame = await Deno.readTextFile(FILE).catch(() => "") === drawn;
  writeError(`figure: ${isSame ? "as drawn" : "stale, run `deno task figure`"}\n`);
  Deno.exit(isSame ? 0 : 1);
}
await writeAtomically(FILE, drawn);
