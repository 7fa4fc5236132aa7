/** The corpus: failing cases kept in fixtures/counterexamples/, one file each, replayed by every run. */

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { hashSeed } from "../../src/prng.ts";
import type { KeptCase } from "../../src/verify/replay_kept.ts";
import { aboutMean, type Fingerprinted, whyStale } from "../../src/report/counterexample.ts";
import {
  type Counterexample,
  parseCounterexample,
} from "../../src/report/counterexample_schema.ts";
import { decodeSpec, type Json } from "../../src/report/spec_json.ts";
import { writeAtomically } from "../base/atomic_write.ts";
import { project } from "../base/project.ts";
import { complaint, UsageError } from "../base/usage_error.ts";
import { CORPUS, corpusFiles } from "./corpus_files.ts";
import { readCounterexample } from "./read_counterexample.ts";

/**
 * The kept cases of these files by claim id; those that the claim's generator does not draw any more say so.
 *
 * @throws {UsageError} If a file is none that attest wrote, or of a claim that there is not.
 */
export async function loadCorpus(
  files: readonly string[],
  claims: readonly Fingerprinted[],
): Promise<Map<string, KeptCase[]>> {
  const kept = await Promise.all(files.map(async (name) => {
    const file = `${CORPUS}/${name}`;
    const counterexample = await readKept(name);
    const claim = claims.find(({ id }) => id === counterexample.claim);
    if (claim === undefined) {
      throw new UsageError(
        `${file} is stale: its claim must be one of \`attest list\`, got ${counterexample.claim}`,
      );
    }
    const spec = decodeSpec(counterexample.spec as Json);
    const stale = whyUnusable(counterexample, claim);
    return { id: claim.id, file, spec, ...(stale !== undefined && { stale }) };
  }));
  return Map.groupBy(kept, ({ id }) => id);
}

/**
 * Keeps a counterexample; returns its path, or undefined when it is there already.
 *
 * Its name follows from claim and case, so that the same case is kept once.
 */
export async function keepCase(text: string): Promise<string | undefined> {
  const { claim, spec } = parseCounterexample(text);
  const hash = (hashSeed(claim, JSON.stringify(spec)) >>> 0).toString(16).padStart(8, "0");
  const name = `${claim}-${hash}.json`;
  if ((await corpusFiles()).includes(name)) return undefined;
  try {
    await Deno.mkdir(project().counterexamples, { recursive: true });
    await writeAtomically(join(fileURLToPath(project().counterexamples), name), text);
  } catch (error) {
    throw new UsageError(`${CORPUS}/ must be writable, got ${complaint(error)}`);
  }
  return `${CORPUS}/${name}`;
}

async function readKept(name: string): Promise<Counterexample> {
  const file = `${CORPUS}/${name}`;
  try {
    const path = join(fileURLToPath(project().counterexamples), name);
    return await readCounterexample(path);
  } catch (error) {
    throw new UsageError(`${file} must be a kept counterexample: ${complaint(error)}`);
  }
}

function whyUnusable(counterexample: Counterexample, claim: Fingerprinted): string | undefined {
  return claim.unit === "cases" ? whyStale(counterexample, claim) : aboutMean(claim);
}
