/** What a process tells of its claim beside its card: the mutants that touch it, and what its generator draws. */

import type { Claim, StatisticalClaim } from "../../src/claim/claim.ts";
import { type Subject, touches } from "../../src/claim/subject.ts";
import { cellsHit } from "../../src/verify/cell_ledger.ts";
import { drawSetting } from "../../src/verify/replicate_block.ts";
import { loadMutants } from "../project/load_mutants.ts";
import type { Message } from "./messages.ts";

/** Names of all mutants, of those that touch the claim, and of its own that no file exports. */
export async function mutantsOf({ needs, mutants: own }: Claim): Promise<Message> {
  const mutants = await loadMutants();
  const touched = mutants.filter((mutant) => touches(mutant, needs));
  const strays = own.filter((mutant) => !mutants.includes(mutant));
  const names = (list: readonly Subject[]) => list.map(({ name }) => name);
  return { kind: "touched", all: names(mutants), touched: names(touched), strays: names(strays) };
}

/** What the generator draws for these seeds. */
export function settingsOf(
  { generator, cells }: StatisticalClaim,
  seeds: readonly number[],
): Message {
  const settings = seeds.map((seed) => {
    const spec = drawSetting(generator, seed);
    return { spec, cells: cellsHit(cells, spec) };
  });
  return { kind: "settings", settings };
}
