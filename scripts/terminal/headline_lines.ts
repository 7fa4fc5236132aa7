/** What the theory comes to, in words, with what this run says of it: three sentences, by the claims that carry them. */

import type { ReportClaim } from "../../src/report/schema.ts";
import { verdictText } from "../../src/report/text/measured.ts";
import { type Cell, layOut } from "./text_table.ts";
import type { TablePrint } from "./verdict_table.ts";

/** Each by the slug of its claim: an id may mean something else in another project. */
const HEADLINES: readonly (readonly [slug: string, sentence: string])[] = [
  ["trained_attention_finds_nearest", "Trained softmax attention becomes the nearest neighbour."],
  ["pretrained_window_narrows_with_steepness", "Its window narrows for steeper functions,"],
  ["pretrained_window_widens_with_noise", "and widens with noise."],
  ["linear_attention_cannot_match_softmax", "Linear attention cannot match it."],
];

/** A line for each of them that is part of the run; none in another project. */
export function headlineLines(
  claims: readonly ReportClaim[],
  { width, paint, project }: TablePrint & { readonly project?: string | undefined },
): string[] {
  if (project !== undefined) return [];
  const rows = HEADLINES.flatMap(([slug, sentence]): Cell[][] => {
    const claim = claims.find((one) => one.slug === slug);
    if (claim === undefined) return [];
    const { verdict, expected, id } = claim;
    const colour = verdict === expected ? "green" : verdict === "undecided" ? "yellow" : "red";
    return [[
      { text: sentence, paint: (line) => paint("bold", line) },
      { text: verdictText(claim), paint: (line) => paint(colour, line) },
      { text: id, paint: (line) => paint("dim", line) },
    ]];
  });
  if (rows.length === 0) return [];
  const columns = [{ header: "", wrap: width }, { header: "" }, { header: "" }] as const;
  return layOut(columns, rows, width).slice(1);
}
