import { assertEquals } from "@std/assert";
import { exitCode, isClaimOk, isNotApplicable, isOff, isOk } from "./conclusion.ts";
import { RUN } from "./results_for_tests.ts";

const KILLED = { name: "halved", killed: true, verdict: "refuted", cases: 1 } as const;
const GOOD = {
  verdict: "verified",
  expected: "verified",
  mutants: [KILLED],
  untried: [],
} as const;

function codeOf(
  claim: { readonly verdict: "verified" | "undecided" | "refuted"; readonly ok: boolean },
  { shards = RUN.shards, joined = false, interrupted = false } = {},
): number {
  const claims = [{ ...claim, expected: "verified" as const }];
  const run = {
    ...{ ...RUN, shards, interrupted, passBound: null },
    errorBudget: { falseGreen: 0, falseRed: 0 },
    ok: isOk({ interrupted, shards, claims }),
  };
  return exitCode({ run, claims }, { joined });
}

Deno.test("a claim is ok when its verdict is the expected one and every mutant was killed", () => {
  const entry = { ...GOOD, mutants: [...GOOD.mutants], untried: [] };
  assertEquals(isClaimOk(entry), true);
  assertEquals(isClaimOk({ ...entry, verdict: "undecided" }), false);
  assertEquals(isClaimOk({ ...entry, verdict: "refuted" }), false);
  assertEquals(isClaimOk({ ...entry, untried: [{ name: "doubled" }] }), false);
  for (const verdict of ["verified", "undecided"] as const) {
    assertEquals(isClaimOk({ ...entry, mutants: [KILLED, { ...KILLED, verdict }] }), false);
  }
});

Deno.test("a run is ok when it is whole and has claims", () => {
  const claims = [{ ok: true }];
  const { shards } = RUN;
  assertEquals(isOk({ interrupted: false, shards, claims }), true);
  assertEquals(isOk({ interrupted: true, shards, claims }), false);
  assertEquals(isOk({ interrupted: false, shards, claims: [] }), false);
  assertEquals(isOk({ interrupted: false, shards, claims: [{ ok: false }, ...claims] }), false);
  assertEquals(isOk({ interrupted: false, shards: { of: 2, run: [1] }, claims }), false);
});

Deno.test("the exit code is 0 for what is ok, and for a shard without counterexample", () => {
  const shards = { of: 2, run: [2] };
  const verified = { verdict: "verified", ok: true } as const;
  const undecided = { verdict: "undecided", ok: false } as const;
  const refuted = { verdict: "refuted", ok: false } as const;
  assertEquals([verified, undecided, refuted].map((claim) => codeOf(claim)), [0, 1, 1]);
  assertEquals(codeOf(verified, { interrupted: true }), 130);
  assertEquals([undecided, refuted].map((claim) => codeOf(claim, { shards })), [0, 1]);
});

Deno.test("what merge joined is never ok without all of its shards, be it one alone", () => {
  for (const run of [[1], [2], [1, 2]]) {
    const shards = { of: 3, run };
    assertEquals(codeOf({ verdict: "undecided", ok: false }, { shards, joined: true }), 1);
  }
});

Deno.test("what a user's model does not offer is neither a pass nor a failure, and never all there is", () => {
  const given = {
    ...{ source: "mine.ts", kind: "module", precision: "float64" } as const,
    operations: ["weigh"],
  };
  const apart = { ok: false, cause: "not applicable" } as const;
  const good = { ok: true, cause: null };
  const whole = { interrupted: false, shards: { of: 1, run: [1] } };
  assertEquals(isOk({ ...whole, given, claims: [good, apart] }), true);
  assertEquals(isOk({ ...whole, given, claims: [apart] }), false);
  assertEquals(isOk({ ...whole, given, claims: [good, { ...apart, cause: "crashed" }] }), false);
  // The reference has all that a claim may need.
  assertEquals(isOk({ ...whole, claims: [good, apart] }), false);
  assertEquals([isNotApplicable(apart, { given }), isNotApplicable(apart, {})], [true, false]);
  assertEquals(isNotApplicable({ outcome: { cause: "not applicable" } }, { given }), true);
  assertEquals([apart, good].map((claim) => isOff(claim, { given })), [false, false]);
  assertEquals(isOff(apart, {}), true);
});
