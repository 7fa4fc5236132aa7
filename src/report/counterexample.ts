/** Counterexamples as values: a case with its claim, its margin and a fingerprint of its generator. */

import fc from "fast-check";
import type { Claim, UniversalClaim } from "../claim/claim.ts";
import type { Margin } from "../decision/margin.ts";
import type { FailingCase } from "../verify/outcome.ts";
import { hashSeed } from "../prng.ts";
import type { Capabilities, Subject } from "../claim/subject.ts";
import { marginEntry } from "./claim_entry.ts";
import type { Counterexample } from "./counterexample_schema.ts";
import { decodeSpec, encodeSpec, type Json } from "./spec_json.ts";

/** What a fingerprint is taken of: these draws of the generator. */
const SAMPLE = { seed: 1, numRuns: 8 };

/**
 * Eight hexadecimal digits that change when the claim's generator does.
 *
 * @throws {TypeError} If the generator draws specs that JSON cannot hold.
 */
export function generatorFingerprint({ id, generator }: Pick<Claim, "id" | "generator">): string {
  const specs = fc.sample(generator, SAMPLE).map(encodeSpec);
  return (hashSeed(id, JSON.stringify(specs)) >>> 0).toString(16).padStart(8, "0");
}

/**
 * The file of a failing case.
 *
 * @throws {TypeError} If the spec does not come back from JSON as it went in.
 */
export function counterexampleFile(
  claim: UniversalClaim,
  { spec, margin }: FailingCase,
  { subject, seed }: { readonly subject: string; readonly seed: number },
): Counterexample {
  return {
    schema: "attest-counterexample/1",
    claim: claim.id,
    slug: claim.slug,
    subject,
    fingerprint: generatorFingerprint(claim),
    seed,
    spec: roundTrip(spec),
    margin: marginEntry(margin),
  };
}

/** The claim among `claims` that the file is of; throws RangeError on an unknown or a stale one. */
export function claimOfCounterexample(
  file: Counterexample,
  claims: readonly Claim[],
): UniversalClaim {
  const claim = claims.find(({ id }) => id === file.claim);
  if (claim === undefined) {
    throw new RangeError(`its claim must be one of \`attest list\`, got ${file.claim}`);
  }
  if (claim.unit !== "cases") {
    throw new RangeError(`its claim must be about cases, got ${claim.id}, which is about a mean`);
  }
  const fingerprint = generatorFingerprint(claim);
  if (fingerprint !== file.fingerprint) {
    throw new RangeError(
      `it is stale: the generator of ${claim.id} has fingerprint ${fingerprint} now, ` +
        `got ${file.fingerprint}; verify the claim again and keep its new counterexample`,
    );
  }
  return claim;
}

/**
 * The margin of the file's case, measured again.
 *
 * @throws {RangeError} If the file is stale or of another claim.
 */
export function replayCounterexample(
  claim: Claim,
  file: Counterexample,
  subject: Subject,
): Margin {
  const { check } = claimOfCounterexample(file, [claim]);
  return check(decodeSpec(file.spec as Json), subject as Capabilities);
}

function roundTrip(spec: unknown): Json {
  const json = encodeSpec(spec);
  const text = JSON.stringify(json);
  if (JSON.stringify(encodeSpec(decodeSpec(JSON.parse(text)))) !== text) {
    throw new TypeError(`spec must come back from JSON as it went in, got ${text}`);
  }
  return json;
}
