/** What a process tells beside the card of its claim: of mutants, and of what its generator draws. */

import type { Claim, StatisticalClaim } from "../../src/claim/claim.ts";
import { referenceSubject } from "../../src/attention/reference_subject.ts";
import { touches } from "../../src/claim/subject.ts";
import { cellsHit } from "../../src/verify/cell_ledger.ts";
import { anySettingOf } from "../../src/verify/replicate_block.ts";
import { loadMutants } from "../project/load_mutants.ts";
import type { Message } from "./messages.ts";

/** All mutants, and the capabilities in which each differs from the reference model. */
export async function allMutants(): Promise<Message> {
  const mutants = (await loadMutants()).map((mutant) => {
    const { name: _name, description: _description, ...capabilities } = referenceSubject;
    const changes = Object.keys(capabilities).filter((key) =>
      touches(mutant, referenceSubject, [key])
    );
    return { name: mutant.name, changes };
  });
  return { kind: "mutants", mutants };
}

/** Names of the claim's mutants that no file exports. */
export async function straysOf({ mutants: own }: Claim): Promise<Message> {
  const mutants = await loadMutants();
  const strays = own.filter((mutant) => !mutants.includes(mutant)).map(({ name }) => name);
  return { kind: "strays", strays };
}

/** What the generator draws for these seeds. */
export function settingsOf(
  claim: StatisticalClaim,
  seeds: readonly number[],
): Message {
  const settings = seeds.map((seed) => {
    const spec = anySettingOf(claim, seed);
    return { spec, cells: cellsHit(claim.cells, spec) };
  });
  return { kind: "settings", settings };
}
