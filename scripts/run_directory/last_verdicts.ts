/** The verdicts of the last run that wrote to the default directory. */

const REPORT = "attest-report/report.json";

/** Verdicts by claim id; empty without a report that can be read. */
export async function lastVerdicts(): Promise<ReadonlyMap<string, string>> {
  const text = await Deno.readTextFile(REPORT).catch(() => undefined);
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
