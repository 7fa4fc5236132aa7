/** Counterexamples as values: a case with its claim, its margin and a fingerprint of its generator. */

import fc from "fast-check";
import type { Claim } from "../claim/claim.ts";
import type { ClaimFacts } from "../claim/facts.ts";
import type { FailingCase } from "../verify/outcome.ts";
import { hashSeed } from "../prng.ts";
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
  claim: Pick<ClaimFacts, "id" | "slug">,
  { spec, margin }: FailingCase,
  { subject, seed, fingerprint }: {
    readonly subject: string;
    readonly seed: number;
    /** That of the claim's generator. */
    readonly fingerprint: string;
  },
): Counterexample {
  return {
    schema: "attest-counterexample/1",
    claim: claim.id,
    slug: claim.slug,
    subject,
    fingerprint,
    seed,
    spec: roundTrip(spec),
    margin: marginEntry(margin),
  };
}

/** What tells whether a file is of a claim as it is. */
export interface Fingerprinted extends Pick<ClaimFacts, "id" | "unit"> {
  /** Of the claim's generator; null where JSON cannot hold what it draws. */
  readonly fingerprint: string | null;
}

/** The claim among `claims` that the file is of; throws RangeError on an unknown or a stale one. */
export function claimOfCounterexample<Known extends Fingerprinted>(
  file: Pick<Counterexample, "claim" | "fingerprint">,
  claims: readonly Known[],
): Known {
  const claim = claims.find(({ id }) => id === file.claim);
  if (claim === undefined) {
    throw new RangeError(`its claim must be one of \`attest list\`, got ${file.claim}`);
  }
  if (claim.unit !== "cases") {
    throw new RangeError(aboutMean(claim));
  }
  const stale = whyStale(file, claim);
  if (stale !== undefined) throw new RangeError(`it is stale: ${stale}`);
  return claim;
}

/** Why a claim about a mean has no counterexamples. */
export function aboutMean({ id }: Pick<Fingerprinted, "id">): string {
  return `its claim must be about cases, got ${id}, which is about a mean`;
}

/** Why the file is of a generator that draws other cases by now; undefined where it is not. */
export function whyStale(
  file: Pick<Counterexample, "fingerprint">,
  { id, fingerprint }: Pick<Fingerprinted, "id" | "fingerprint">,
): string | undefined {
  if (fingerprint === file.fingerprint) return undefined;
  return `the generator of ${id} has fingerprint ${fingerprint} now, got ${file.fingerprint}; ` +
    "delete the file and verify the claim again";
}

function roundTrip(spec: unknown): Json {
  const json = encodeSpec(spec);
  const text = JSON.stringify(json);
  if (JSON.stringify(encodeSpec(decodeSpec(JSON.parse(text)))) !== text) {
    throw new TypeError(`spec must come back from JSON as it went in, got ${text}`);
  }
  return json;
}
