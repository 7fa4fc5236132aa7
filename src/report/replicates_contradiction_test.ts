/** Entries of claims with strata that contradict themselves, and shards that leave a claim undecided. */

import { assertEquals, assertMatch } from "@std/assert";
import type { Claim } from "../claim/claim.ts";
import { REFERENCE, statistical } from "../claim/claims_for_tests.ts";
import { assembleClaim } from "../verify/assemble_claim.ts";
import { singleEdits } from "../verify/edits_for_tests.ts";
import { CLAIM_RATES } from "../verify/error_rates.ts";
import { claimControl, runClaim } from "../verify/verify.ts";
import { claimEntry } from "./claim_entry.ts";
import { entryContradiction } from "./entry_contradiction.ts";
import { stratifiedLaw } from "./results_for_tests.ts";
import { claimSchema, type ReportClaim } from "./schema.ts";

const WHOLE = { shards: { of: 1, run: [1] } };
const KILLED = [{ name: "halved", killed: true, verdict: "refuted", cases: 9 }] as const;

/** The entry of a claim of which these shards were run, with a mutant that was killed. */
async function entryOf(
  claim: Claim,
  { of = 1, run = [1] }: { readonly of?: number; readonly run?: readonly number[] } = {},
): Promise<ReportClaim> {
  const control = claimControl(claim, { seed: 11, profile: "ci" });
  const runs = await Promise.all(run.map(async (shard) => ({
    ...{ shard, claim: claim.id, mutant: null, seconds: 1 },
    outcome: await runClaim(claim, REFERENCE, { ...control, shard: { index: shard, of } }),
  })));
  const { outcome, ...result } = assembleClaim(claim, runs, { seed: 11, of, partial: true });
  const ok = outcome.verdict === claim.expected;
  const entry = claimEntry({ ...result, outcome, mutants: KILLED, ok });
  return JSON.parse(JSON.stringify({ ...entry, untried: [] }));
}

const [VERIFIED, REFUTED, OPEN] = await Promise.all(
  [0, -0.6, 0.17].map((offset) => entryOf(stratifiedLaw({ offset }))),
);

Deno.test("entries of strata: what a run writes does not contradict itself", async () => {
  assertEquals([VERIFIED, REFUTED, OPEN].map(({ verdict }) => verdict), [
    ...["verified", "refuted", "undecided"],
  ]);
  for (const entry of [VERIFIED, REFUTED, OPEN]) {
    assertEquals(claimSchema.parse(entry), entry);
    assertEquals(entryContradiction(entry, WHOLE), undefined);
  }
  const stopped = { ...VERIFIED, ...none() };
  assertEquals(entryContradiction(stopped, WHOLE), undefined);
  for (const offset of [0, -0.6]) {
    for (const count of [2, 3]) {
      const run = Array.from({ length: count }, (_, i) => i + 1);
      const entry = await entryOf(stratifiedLaw({ offset }), { of: count, run });
      assertEquals(entry.verdict, offset === 0 ? "verified" : "refuted");
      assertEquals(entryContradiction(entry, { shards: { of: count, run } }), undefined);
    }
  }
});

/** What a run that was stopped before its first replicate has to say. */
function none(): Partial<ReportClaim> {
  const measured = { effect: null, clipped: null, streams: null, margin: null };
  const logEvidence = { for: 0, against: 0 };
  const part = { ...measured, logEvidence, verdict: "undecided", cases: 0 } as const;
  const strata = VERIFIED.strata!.map(({ name }) => ({ name, ...part }));
  return { ...part, strata, reason: "interrupted after 0 replicates", ok: false, cells: [] };
}

/** Of shards that are missing, or did not come to the claim, nothing is known. */
for (const claim of [stratifiedLaw(), statistical()]) {
  Deno.test(`entries: ${claim.id} is undecided where a shard of it is missing, and no more`, async () => {
    const entry = await entryOf(claim, { of: 3, run: [1, 2] });
    assertEquals([entry.verdict, entry.reason], ["undecided", "shard 3 of 3 is missing"]);
    const green = { ...entry, verdict: "verified", reason: null, ok: true } as const;
    // Not run at all, or stopped before it came to the claim.
    for (const run of [[1, 2], [1, 2, 3]]) {
      assertEquals(entryContradiction(entry, { shards: { of: 3, run } }), undefined);
    }
    assertMatch(
      entryContradiction(green, { shards: { of: 3, run: [1, 2] } })!,
      /shards are missing/,
    );
    const red = { ...entry, verdict: "refuted", reason: null } as const;
    assertMatch(
      entryContradiction(red, { shards: { of: 3, run: [1, 2, 3] } })!,
      /^is refuted, but its (effects|strata) say (verified|undecided)$/,
    );
    const whole = await entryOf(claim);
    const edited = { ...whole, verdict: "undecided", reason: "x", ok: false } as const;
    assertMatch(
      entryContradiction(edited, WHOLE)!,
      /^is undecided, but its (effects|strata) say verified$/,
    );
  });
}

/** Keys that say what was measured and what follows from it. */
const MEASURED = [
  ...["verdict", "expected", "ok", "cases", "rule", "strata", "effect", "clipped", "streams"],
  ...["logEvidence", "margin", "mutants", "untried"],
];
/** What is shown beside; names only the claim knows; and how many cases a mutant took. */
const SHOWN = [
  /margin\.(spec|got|wanted|what)/,
  /^strata\.\d+\.name\.longer$/,
  /clipped left out$/,
  /^mutants\.\d+\.(name|cases)/,
];

function isNoticed(value: unknown): boolean {
  const entry = claimSchema.safeParse(value);
  return !entry.success || entryContradiction(entry.data, WHOLE) !== undefined;
}

for (const entry of [VERIFIED, REFUTED, OPEN]) {
  Deno.test(`entries of strata: no single edit of one that is ${entry.verdict} goes unnoticed`, () => {
    assertEquals(isNoticed(entry), false);
    const edits = singleEdits(entry).filter(({ place }) =>
      MEASURED.includes(place.split(/[ .]/)[0]) && !SHOWN.some((shown) => shown.test(place))
    );
    assertEquals(edits.length > 100, true);
    const unnoticed = edits.filter(({ value }) => !isNoticed(value));
    assertEquals(unnoticed.map(({ place }) => place), []);
  });
}

const [LOW, HIGH, INSIDE] = VERIFIED.strata!;
const CONTRARY: readonly (readonly [edit: Partial<ReportClaim>, said: RegExp])[] = [
  [{ logEvidence: null }, /^has strata, and not the evidence of all$/],
  [
    {
      strata: [LOW, HIGH, { ...none().strata![2], logEvidence: null }],
      cases: LOW.cases + HIGH.cases,
    },
    /^has strata, and not the evidence of all$/,
  ],
  [
    { strata: [LOW, { ...HIGH, logEvidence: null }, INSIDE] },
    /^has other evidence than its effects/,
  ],
  [{ strata: [LOW, HIGH, { ...INSIDE, name: LOW.name }] }, /^has the same stratum twice$/],
  [
    { strata: [LOW, { ...HIGH, effect: { ...HIGH.effect!, name: "loss" } }, INSIDE] },
    /^measures not the same in all of its strata$/,
  ],
  [{ strata: [LOW, HIGH] }, /^has \d+ replicates, its strata \d+$/],
  [{ strata: [LOW, { ...HIGH, verdict: "refuted" }, INSIDE] }, /^is refuted, .*, in x = 9$/],
  [
    { verdict: "undecided", reason: "it is late", ok: false },
    /^is undecided, but its strata say verified$/,
  ],
  [{ effect: { ...VERIFIED.effect!, mean: 0.1 } }, /^has another effect than its weakest stratum$/],
  [{ logEvidence: { for: 99, against: 0 } }, /^has other evidence than its strata$/],
  [{ strata: null }, /^holds \d+ effects of \d+$/],
];

for (const [edit, said] of CONTRARY) {
  Deno.test(`entries of strata: ${said.source}, with ${Object.keys(edit)}`, () => {
    assertMatch(entryContradiction({ ...VERIFIED, ...edit }, WHOLE) ?? "nothing", said);
  });
}

Deno.test("entries of strata: a stratum without evidence is none", () => {
  const bare = { ...none(), logEvidence: null };
  const strata = bare.strata!.map((part) => ({ ...part, logEvidence: null }));
  assertEquals(
    entryContradiction({ ...VERIFIED, ...bare, strata }, WHOLE),
    "has strata, and not the evidence of all",
  );
});

Deno.test("entries of strata: where a shard is missing not even a refutation stands", async () => {
  const entry = await entryOf(stratifiedLaw({ offset: -0.6 }), { of: 3, run: [1, 2] });
  const run = { shards: { of: 3, run: [1, 2] } };
  assertEquals([entry.strata![0].verdict, entryContradiction(entry, run)], ["refuted", undefined]);
  assertEquals(
    entryContradiction({ ...entry, verdict: "refuted", reason: null }, run),
    "is refuted, but its strata say refuted",
  );
});

Deno.test("entries of strata: each is refuted by its share of β, not by all of it", async () => {
  // One replicate fewer than it takes.
  const ci = REFUTED.strata![0].cases - 1;
  const entry = await entryOf(stratifiedLaw({ offset: -0.6, budget: { quick: 1, ci, deep: 500 } }));
  const [{ verdict, logEvidence }] = entry.strata!;
  assertEquals(verdict, "undecided");
  assertEquals(Number(logEvidence!.against) >= -Math.log(CLAIM_RATES.beta), true);
  assertEquals(entryContradiction(entry, WHOLE), undefined);
});
