/**
 * A claim as tests: one for the claim on the reference model, one for each mutant and rival it must refute.
 *
 * A claim's file ends with `testClaim(claim)`, and `deno test` runs it.
 *
 * @example The file of a claim, which is a test by itself and no part of another
 * ```ts ignore
 * import fc from "fast-check";
 * import { identityMargin, TOLERANCE, universalClaim, variant } from "@attest/attest";
 * import { testClaim } from "@attest/attest/test";
 *
 * const claim = universalClaim({
 *   id: "X1",
 *   slug: "weights_sum_to_one",
 *   statement: "attention weights sum to one",
 *   source: "definition of the softmax",
 *   regime: "up to nine scores in ±500",
 *   kind: "ID",
 *   expected: "verified",
 *   needs: ["weigh"],
 *   mutants: [
 *     variant({ name: "raw-scores", description: "no softmax", weigh: (scores) => scores }),
 *     variant({
 *       name: "all-one",
 *       description: "not shared",
 *       weigh: (scores) => scores.map(() => 1),
 *     }),
 *   ],
 *   generator: fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 9 }),
 *   budget: { quick: 100, ci: 1000, deep: 5000 },
 *   check: (scores, { weigh }) =>
 *     identityMargin("sum", weigh(Float64Array.from(scores)).reduce((a, b) => a + b), 1, {
 *       tolerance: TOLERANCE.identity,
 *     }),
 * });
 *
 * testClaim(claim);
 * ```
 *
 * @module
 */

import { referenceSubject } from "../src/attention/reference_subject.ts";
import { type Claim, underLaw } from "../src/claim/claim.ts";
import { drawnOrder } from "../src/claim/strata.ts";
import type { Outcome } from "../src/verify/outcome.ts";
import {
  claimControl,
  opponentControl,
  runClaim,
  runMutant,
  runRival,
} from "../src/verify/verify.ts";
import type { MutantResult } from "../src/verify/claim_result.ts";
import { type KeptCase, replayKept } from "../src/verify/replay_kept.ts";
import { claimEntry } from "../src/report/claim_entry.ts";
import { type Fact, factLines, failureFacts, survivorFacts } from "../src/report/text/failure.ts";
import { inert, printableLine } from "../src/report/text/printable.ts";
import { ROOT } from "./base/paths.ts";
import { project } from "./base/project.ts";
import { contentSeed, freshSeed } from "./project/content_seed.ts";
import { corpusFiles } from "./project/corpus_files.ts";
import { register } from "./project/registered_claims.ts";

const PROFILE = "quick";
/** Strata in which a test decides a claim; the seed draws which, and `attest verify` decides it in all. */
const STRATA = 2;

/**
 * Registers the tests of a claim with `deno test`; elsewhere `Deno.test` does nothing.
 *
 * They need no permission. With leave to read the sources the seed follows from them, and a run can be
 * repeated; without, it is fresh. Either way a failure says it.
 */
export function testClaim(claim: Claim): void {
  register(claim);
  // One seed for all tests of the file, asked for when the first of them runs.
  let asked: Promise<number> | undefined;
  const seed = () => asked ??= rootSeed();
  // Rivals are held to what was measured for the claim.
  const memory = new Map<number, unknown>();
  Deno.test(
    nameOf(`${claim.id} ${claim.statement}${strataText(claim)}`),
    async () => testReference(claim, { seed: await seed(), memory }),
  );
  for (const mutant of claim.mutants) {
    Deno.test(
      nameOf(`${claim.id} refutes mutant ${mutant.name}`),
      async () => {
        const control = opponentControl(claim, { seed: await seed(), profile: PROFILE });
        requireKilled(
          claim,
          { ...mutant, ...await runMutant(claim, mutant, control) },
          await seed(),
        );
      },
    );
  }
  for (const rival of claim.rivals ?? []) {
    Deno.test(
      nameOf(`${claim.id} refutes rival ${rival.name}`),
      async () => {
        const control = opponentControl(claim, { seed: await seed(), profile: PROFILE });
        // Those that were measured first.
        const own = inDrawnOrder(claim, control.seed);
        const result = await runRival(own, rival.name, {
          ...control,
          subject: referenceSubject,
          memory,
        });
        requireKilled(claim, { ...rival, ...result }, await seed());
      },
    );
  }
}

/** How many strata of how many, where they are not all: " (2 of 8 strata)". */
function strataText(claim: Claim): string {
  return isPart(claim) ? ` (${STRATA} of ${strataOf(claim).length} strata)` : "";
}

/** Whether a test decides it in some of its strata: one that is to be refuted may hold in those. */
function isPart(claim: Claim): boolean {
  return claim.expected === "verified" && strataOf(claim).length > STRATA;
}

function strataOf(claim: Claim): readonly unknown[] {
  return claim.unit === "replicates" ? claim.strata ?? [] : [];
}

/** The claim with its strata in the order that the seed draws, and no more than so many. */
function inDrawnOrder<Own extends Claim>(claim: Own, seed: number, most = Infinity): Own {
  if (claim.unit === "cases" || claim.strata === undefined) return claim;
  const { under } = claim;
  return {
    ...claim,
    strata: drawnOrder(claim.strata, seed).slice(0, most),
    ...(under && {
      under: (...law: Parameters<typeof under>) => inDrawnOrder(under(...law), seed, most),
    }),
  };
}

/** A name as the runner of tests may print it. */
function nameOf(text: string): string {
  return inert(printableLine(text));
}

async function testReference(
  claim: Claim,
  { seed, memory }: { readonly seed: number; readonly memory: Map<number, unknown> },
): Promise<void> {
  const control = claimControl(claim, { seed, profile: PROFILE });
  const most = isPart(claim) ? STRATA : Infinity;
  const asked = inDrawnOrder(claim, control.seed, most);
  const outcome: Outcome = replayKept(claim, await keptCases(claim), referenceSubject) ??
    await runClaim(underLaw(asked, undefined, memory), referenceSubject, {
      ...control,
      someStrata: isPart(claim),
    });
  if (outcome.verdict === claim.expected) return;
  const entry = claimEntry({
    claim,
    outcome,
    mutants: [],
    ok: false,
    seed: control.seed,
    seconds: 0,
  });
  fail(failureFacts({ ...entry, untried: [] }, { profile: PROFILE, seed }));
}

/** Fails the test of a mutant or rival that was not killed. */
function requireKilled(
  claim: Claim,
  { killed, ...opponent }: MutantResult & { readonly description: string },
  seed: number,
): void {
  if (killed) return;
  const control = claimControl(claim, { seed, profile: PROFILE });
  fail(survivorFacts({ ...claim, seed: control.seed }, opponent, { profile: PROFILE, seed }));
}

/** The claim's kept cases, with leave to read them. */
async function keptCases(claim: Claim): Promise<readonly KeptCase[]> {
  if (!mayReadSources()) return [];
  const files = (await corpusFiles()).filter((name) => name.startsWith(`${claim.id}-`));
  if (files.length === 0) return [];
  // Only now: nearly every claim's tests can do without the schemas' library.
  const { loadCorpus } = await import("./project/corpus.ts");
  const { generatorFingerprint } = await import("../src/report/counterexample.ts");
  const known = { ...claim, fingerprint: generatorFingerprint(claim) };
  return (await loadCorpus(files, [known])).get(claim.id) ?? [];
}

/** ATTEST_SEED where it may be read, else the content's seed where that may be, else a fresh one. */
function rootSeed(): Promise<number> {
  const given = granted({ name: "env", variable: "ATTEST_SEED" }) && Deno.env.get("ATTEST_SEED");
  if (given && /^-?\d+$/.test(given)) return Promise.resolve(Number(given));
  return mayReadSources() ? contentSeed() : Promise.resolve(freshSeed());
}

/** Those of the library, which may lie on a server, and of the project that the claim is of. */
function mayReadSources(): boolean {
  return [ROOT, project().root].every((path) =>
    path.protocol === "file:" && granted({ name: "read", path })
  );
}

function granted(permission: Deno.PermissionDescriptor): boolean {
  return Deno.permissions.querySync(permission).state === "granted";
}

function fail(facts: readonly Fact[]): never {
  throw new Error(`\n${factLines(facts).join("\n")}\n`);
}
