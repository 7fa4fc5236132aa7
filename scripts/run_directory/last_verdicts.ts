/** The verdicts of the last run that wrote to the default directory. */

import { dirname } from "node:path";
import { unfinishedIn } from "./directory_owner.ts";
import { readOutsideText } from "../base/outside_file.ts";

/** Largest report that is looked at, in bytes. */
const LARGEST = 64_000_000;
const REPORT = "attest-report/report.json";

/** Verdicts by claim id; empty without a report that can be read. */
export async function lastVerdicts(): Promise<ReadonlyMap<string, string>> {
  if (await unfinishedIn(dirname(REPORT)) !== undefined) return new Map();
  const text = await readOutsideText(REPORT, { bytes: LARGEST }).catch(() => undefined);
  return text === undefined ? new Map() : verdictsOf(text);
}

/**
 * Verdicts by claim id from the text of a report; empty for anything else.
 *
 * Only what is shown is looked at: the schema's checks would make the list wait for their library.
 */
export function verdictsOf(text: string): ReadonlyMap<string, string> {
  try {
    const { claims } = JSON.parse(text) as { claims: { id: unknown; verdict: unknown }[] };
    return new Map(
      claims.flatMap(({ id, verdict }) =>
        typeof id === "string" && typeof verdict === "string" && /^[a-z]+$/.test(verdict)
          ? [[id, verdict] as const]
          : []
      ),
    );
  } catch {
    return new Map();
  }
}
