/** The schema of a counterexample file, `attest-counterexample/1`, and reading one. */

import * as z from "zod";
import { CLAIM_ID, CLAIM_SLUG, marginShape } from "./schema.ts";

/** Name of the format, without its version. */
const FORMAT = "attest-counterexample";
/** The one version that is read. */
const VERSION = 1;

/** A counterexample file. */
export const counterexampleSchema = z.strictObject({
  schema: z.literal(`${FORMAT}/${VERSION}`),
  claim: z.string().max(40).regex(CLAIM_ID),
  slug: z.string().max(120).regex(CLAIM_SLUG),
  subject: z.string().min(1).max(120),
  fingerprint: z.string().regex(/^[0-9a-f]{8}$/)
    .meta({ description: "Of the claim's generator; another one makes the file stale." }),
  seed: z.int().meta({ description: "The claim's own seed in the run that found the case." }),
  spec: z.json().meta({ description: 'Values without a JSON form are {"$value": name}.' }),
  margin: z.strictObject(marginShape).meta({ description: "What the run measured." }),
}).meta({
  title: `${FORMAT}/${VERSION}`,
  description: "A failing case that `attest replay` checks again.",
});

/** A counterexample as a file holds it. */
export type Counterexample = z.infer<typeof counterexampleSchema>;

/**
 * The counterexample in a file's text.
 *
 * @throws {SyntaxError} If the text is not JSON.
 * @throws {RangeError} If it is of another schema, or a later version of this one.
 */
export function parseCounterexample(text: string): Counterexample {
  const value = parseJson(text);
  const schema = (value as { schema?: unknown } | null)?.schema;
  const [format, version] = typeof schema === "string" ? schema.split("/") : [];
  if (format === FORMAT && Number(version) > VERSION) {
    throw new RangeError(`it must be of version ${VERSION} of ${FORMAT}, got ${version}`);
  }
  if (schema !== `${FORMAT}/${VERSION}`) {
    const got = schema === undefined ? "no schema" : JSON.stringify(schema).slice(0, 80);
    throw new RangeError(`its schema must be "${FORMAT}/${VERSION}", got ${got}`);
  }
  const { error, data } = counterexampleSchema.safeParse(value);
  if (error) throw new RangeError(`it must follow ${FORMAT}/${VERSION}: ${describeIssue(error)}`);
  return data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(`it must be JSON: ${(error as Error).message.replaceAll("\n", " ")}`);
  }
}

/** The first thing wrong, with where it is. */
function describeIssue({ issues: [{ path, message }] }: z.ZodError): string {
  return path.length === 0 ? message : `${path.join(".")}: ${message}`;
}
