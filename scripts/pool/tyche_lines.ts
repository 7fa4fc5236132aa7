/** Lines in the format of Tyche about cases and replicates, made by the judge of what a process tells. */

import { type GeneratedCase, testCaseLine } from "../../src/report/formats/tyche.ts";
import type { RunCase } from "../../src/verify/case_run.ts";
import { leftRegime } from "../../src/verify/cell_ledger.ts";
import { replicateSeed } from "../../src/verify/replicate_block.ts";
import type { TimedBlock } from "../../src/verify/replicate_queue.ts";
import { replicateMargin } from "../../src/verify/replicate_rule.ts";
import { stratumSeed } from "../../src/verify/strata_outcome.ts";
import { claimControl } from "../../src/verify/verify.ts";
import type { ClaimCard } from "../judged/claim_card.ts";
import type { ClaimJob } from "./claim_job.ts";

/** The line of a case that was run; undefined where none is wanted, or nothing was measured. */
export function caseLine(
  card: ClaimCard,
  { casesSince }: ClaimJob,
  { taken: { spec, cells, margin, crash, seconds = 0 }, index }: {
    readonly taken: RunCase;
    /** Place in this run, from 0. */
    readonly index: number;
  },
): string | undefined {
  if (casesSince === undefined || (margin === undefined && crash === undefined)) return undefined;
  const generated = { index, spec, cells, margin, seconds, ...(crash !== undefined && { crash }) };
  return lineOf(card, generated, casesSince);
}

/** The lines of the first `taken` replicates of a block, `first` in this run. */
export function blockLines(
  card: ClaimCard & { readonly unit: "replicates" },
  job: ClaimJob,
  { block, taken, first }: {
    readonly block: TimedBlock;
    readonly taken: number;
    readonly first: number;
  },
): string {
  if (job.casesSince === undefined) return "";
  const { seed: root } = claimControl(card, job);
  const own = block.stratum === undefined ? root : stratumSeed(root, block.stratum);
  let lines = "";
  for (const [i, { spec, cells, seconds = 0 }] of block.settings.slice(0, taken).entries()) {
    const crash = i < block.done ? undefined : block.crash;
    if (i >= block.done && (crash === undefined || leftRegime(card.bounds, spec))) continue;
    const margin = crash === undefined ? replicateMargin(card, block.effects[i]) : undefined;
    const seed = replicateSeed(own, block.from + i);
    const generated = { index: first + i, spec, cells, seed, margin, seconds };
    lines += lineOf(
      card,
      crash === undefined ? generated : { ...generated, crash },
      job.casesSince,
    );
  }
  return lines;
}

function lineOf(card: ClaimCard, generated: GeneratedCase, runStart: number): string {
  return `${testCaseLine(card, generated, { runStart })}\n`;
}
