/** The figures of a run: measured, written to figures.json, and read from there. */

import { join } from "node:path";
import type { Profile } from "../../src/claim/facts.ts";
import { measureFigures } from "../../src/attention/figures/measure_figures.ts";
import { type Figures, figuresSchema } from "../../src/report/figures/schema.ts";
import { writeAtomically } from "../base/atomic_write.ts";
import { jsonText } from "../base/json_text.ts";
import { readJson } from "../base/read_json.ts";
import { complaint, UsageError } from "../base/usage_error.ts";

/** Name of the file beside report.json. */
export const FIGURES_FILE = "figures.json";
/** Replicates of each random point; six are the fewest for a 95 % interval of a median. */
const REPLICATES: Readonly<Record<Profile, number>> = { quick: 6, ci: 6, deep: 24 };
/** Largest file that is read, in bytes. */
const LARGEST = 16_000_000;

/**
 * Measures the figures with the replicates of a profile and writes them into the directory.
 *
 * @throws {UsageError} If the file cannot be written.
 */
export async function writeFigures(
  directory: string,
  { seed, profile }: { readonly seed: number; readonly profile: Profile },
): Promise<void> {
  const figures = measureFigures({ seed, replicates: REPLICATES[profile] });
  const path = join(directory, FIGURES_FILE);
  await writeAtomically(path, jsonText(figures)).catch((error) => {
    throw new UsageError(`cannot write the figures ${path}: ${complaint(error)}`);
  });
}

/**
 * The figures of a directory; undefined when it has none.
 *
 * @throws {UsageError} On a file that is there and cannot be used.
 */
export function readFigures(directory: string): Promise<Figures | undefined> {
  const path = join(directory, FIGURES_FILE);
  return readJson(path, {
    bytes: LARGEST,
    schema: figuresSchema,
    unusable: (got) => new UsageError(`cannot read the figures ${path}: ${got}`),
    missing: () => undefined,
  });
}
