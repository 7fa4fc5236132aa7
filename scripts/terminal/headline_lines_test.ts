import { assertEquals } from "@std/assert";
import { claimEntry } from "../../src/report/claim_entry.ts";
import { universal } from "../../src/claim/claims_for_tests.ts";
import { result } from "../../src/report/results_for_tests.ts";
import { headlineLines } from "./headline_lines.ts";
import { length } from "./text_table.ts";
import { plain } from "./terminal.ts";
import type { ReportClaim } from "../../src/report/schema.ts";

const entry = (id: string, slug: string, outcome: Parameters<typeof result>[1] = {}) =>
  claimEntry(result(universal({ id, slug }), outcome));
const H1 = entry("H1", "trained_attention_finds_nearest");
const B12 = entry("B12", "pretrained_window_narrows_with_steepness");
const NOISE = entry("B12.noise", "pretrained_window_widens_with_noise");
const LINEAR = entry("B10.loss", "linear_attention_cannot_match_softmax", {
  verdict: "refuted",
  ok: false,
});
const lines = (claims: readonly ReportClaim[], project?: string) =>
  headlineLines(claims, { width: 80, paint: plain, project });

Deno.test("headline: the sentences of the theory in words, with their verdicts", () => {
  assertEquals(lines([LINEAR, B12, NOISE, H1]), [
    "Trained softmax attention becomes the nearest neighbour.  verified   H1",
    "Its window narrows for steeper functions,                 verified   B12",
    "and widens with noise.                                    verified   B12.noise",
    "Linear attention cannot match it.                         refuted ✗  B10.loss",
  ]);
});

Deno.test("headline: only what is part of the run, and nothing of another project", () => {
  assertEquals(lines([H1]), [
    "Trained softmax attention becomes the nearest neighbour.  verified  H1",
  ]);
  assertEquals(lines([]), []);
  // The same id, another claim.
  assertEquals(lines([entry("H1", "something_else")]), []);
  assertEquals(lines([H1], "../mine"), []);
});

Deno.test("headline: it fits a narrow terminal", () => {
  const narrow = headlineLines([H1, B12, NOISE, LINEAR], { width: 60, paint: plain });
  assertEquals(narrow.filter((line) => length(line) > 60), []);
});
