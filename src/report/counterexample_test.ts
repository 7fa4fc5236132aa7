import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import type { Claim, UniversalClaim } from "../claim/claim.ts";
import {
  claimOfCounterexample,
  counterexampleFile,
  generatorFingerprint,
} from "./counterexample.ts";
import { parseCounterexample } from "./counterexample_schema.ts";
import { REFERENCE, statistical, universal } from "../claim/claims_for_tests.ts";
import { caseOf } from "./results_for_tests.ts";
import { decodeSpec, type Json } from "./spec_json.ts";

const CLAIM = universal() as UniversalClaim;
const FINGERPRINT = generatorFingerprint(CLAIM);
const FILE = counterexampleFile(CLAIM, caseOf(6), {
  subject: "reference",
  seed: -7,
  fingerprint: FINGERPRINT,
});

/** The claim with its fingerprint, as files are held against it. */
function known<Known extends Claim>(claim: Known): Known & { fingerprint: string } {
  return { ...claim, fingerprint: generatorFingerprint(claim) };
}

/** The claim with another range of x. */
function upTo(max: number, changes: Partial<Claim> = {}): UniversalClaim {
  const generator = fc.record({ x: fc.integer({ min: 0, max }) });
  return universal({ ...changes, generator } as Partial<Claim>) as UniversalClaim;
}

Deno.test("a counterexample is replayed from its file", () => {
  const file = parseCounterexample(JSON.stringify(FILE));
  assertEquals(file, FILE);
  const { check } = claimOfCounterexample(file, [known(CLAIM)]);
  assertEquals(check(decodeSpec(file.spec as Json), REFERENCE), caseOf(6).margin);
});

Deno.test("specs that JSON has no form for are replayed as they were", () => {
  const odd = { spec: { x: -0, tie: undefined }, margin: caseOf(6).margin };
  const seen: unknown[] = [];
  const claim = universal({
    check: (spec: unknown) => {
      seen.push(spec);
      return caseOf(6).margin;
    },
  } as Partial<Claim>) as UniversalClaim;
  const options = { subject: "reference", seed: 1, fingerprint: FINGERPRINT };
  const file = parseCounterexample(JSON.stringify(counterexampleFile(claim, odd, options)));
  claim.check(decodeSpec(file.spec as Json), REFERENCE);
  assert(Object.is((seen[0] as { x: number }).x, -0));
  assert("tie" in (seen[0] as object));
});

Deno.test("the fingerprint follows the generator and the id, and nothing else", () => {
  const fingerprint = generatorFingerprint(CLAIM);
  assertEquals(generatorFingerprint(upTo(5)), fingerprint);
  assertEquals(generatorFingerprint(upTo(5, { statement: "another" })), fingerprint);
  assertNotEquals(generatorFingerprint(upTo(50_000)), fingerprint);
  assertNotEquals(generatorFingerprint(upTo(5, { id: "A2" })), fingerprint);
});

Deno.test("a stale file, an unknown claim and one about a mean are refused", () => {
  assertThrows(() => claimOfCounterexample(FILE, [known(upTo(50_000))]), RangeError, "it is stale");
  assertThrows(() => claimOfCounterexample(FILE, []), RangeError, "attest list");
  assertThrows(
    () => claimOfCounterexample(FILE, [known(statistical({ id: "A1" }))]),
    RangeError,
    "must be about cases",
  );
});

Deno.test("what is no counterexample file is refused with the rule and the value", () => {
  const refused: [string, string][] = [
    ["not json", "it must be JSON"],
    ["[1,", "it must be JSON"],
    ["null", 'its schema must be "attest-counterexample/1", got no schema'],
    ["[]", "got no schema"],
    ['{"schema":7}', "got 7"],
    ['{"schema":"attest-report/2"}', 'got "attest-report/2"'],
    [
      '{"schema":"attest-counterexample/2"}',
      "it must be of version 1 of attest-counterexample, got 2",
    ],
    [JSON.stringify({ ...FILE, more: 1 }), "more"],
    [JSON.stringify({ ...FILE, fingerprint: "7" }), "fingerprint"],
    [JSON.stringify({ ...FILE, margin: { ...FILE.margin, got: null } }), "margin.got"],
  ];
  for (const [text, message] of refused) {
    const kind = message.includes("be JSON") ? SyntaxError : RangeError;
    assertThrows(() => parseCounterexample(text), kind, message);
  }
});

Deno.test("a case that cannot be kept is refused", () => {
  const odd = { spec: { n: 3n }, margin: caseOf(6).margin };
  assertThrows(
    () =>
      counterexampleFile(CLAIM, odd, {
        subject: "reference",
        seed: 1,
        fingerprint: FINGERPRINT,
      }),
    TypeError,
    "spec.n",
  );
});
