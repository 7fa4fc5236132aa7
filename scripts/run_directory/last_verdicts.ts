/** The verdicts of the last run that wrote to the default directory. */

import { join } from "node:path";
import { isMissing, parseOutside, readOutsideText } from "../base/outside_file.ts";
import { complaint } from "../base/usage_error.ts";
import { FULL } from "./default_directory.ts";
import { unfinishedIn } from "./directory_owner.ts";
import { LARGEST_REPORT, REPORT_FILE } from "./report_file.ts";

const REPORT = join(FULL, REPORT_FILE);
const VERDICTS: readonly unknown[] = ["verified", "refuted", "undecided"];

/** What there is of the last run. */
export interface LastVerdicts {
  /** By claim id; empty without a report that can be used. */
  readonly verdicts: ReadonlyMap<string, string>;
  /** Why one that is there cannot be used, and what to do. */
  readonly note?: string;
}

/** The verdicts of the last run; a report that cannot be used is no error, but not passed over either. */
export async function lastVerdicts(): Promise<LastVerdicts> {
  const verdicts = new Map<string, string>();
  try {
    const unfinished = await unfinishedIn(FULL);
    if (unfinished !== undefined) {
      return { verdicts, note: `no last verdicts: the run in ${FULL} is not done (${unfinished})` };
    }
    return { verdicts: verdictsOf(await readOutsideText(REPORT, { bytes: LARGEST_REPORT })) };
  } catch (error) {
    if (isMissing(error)) return { verdicts };
    const note = `no last verdicts: cannot read the report ${REPORT}: ${complaint(error)}; ` +
      "`attest verify` writes it anew";
    return { verdicts, note };
  }
}

/**
 * Verdicts by claim id from the text of a report.
 *
 * Only what is shown is looked at: the schema's checks would make the list wait for their library.
 *
 * @throws {SyntaxError} If it is no JSON.
 * @throws {RangeError} If it is no report.
 */
export function verdictsOf(text: string): ReadonlyMap<string, string> {
  const claims = (parseOutside(text) as { claims?: unknown } | null)?.claims;
  if (!Array.isArray(claims)) throw new RangeError("It must have claims, got none");
  return new Map(claims.map((claim, i) => {
    const { id, verdict } = claim ?? {};
    if (typeof id === "string" && VERDICTS.includes(verdict)) return [id, verdict];
    throw new RangeError(
      `It must have an id and a verdict for each claim, got none for claim ${i}`,
    );
  }));
}
