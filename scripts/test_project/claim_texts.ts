/** Claim files for the tests of the command line: as expected, and off in every way. */

/** What a claim file is made from. */
interface ClaimText {
  readonly id: string;
  readonly slug: string;
  /** x is drawn from 0 … largest. */
  readonly largest?: number;
  readonly expected?: string;
  /** The share of its cases in which a claim that is to be refuted fails. */
  readonly failsIn?: number;
  /** What the mutant does instead of the softmax. */
  readonly mutant?: string;
  /** And the second one. */
  readonly more?: string;
  /** Statements that measure x with `weigh` and return a margin. */
  readonly check?: string;
  /** Cases of the ci profile. */
  readonly cases?: number;
}

const CHECK = `const sum = weigh(Float64Array.of(x, 1)).reduce((a, b) => a + b);
    return worstMargin(
      identityMargin("sum of weights", sum, 1, { tolerance: 1e-9 }),
      inequalityMargin("x", x, 5, { tolerance: 0 }),
    );`;

/** The text of a universal claim: "x is at most 5", and weights sum to one, which the mutant's do not. */
export function claimText(
  {
    id,
    slug,
    largest = 5,
    expected = "verified",
    failsIn,
    mutant = "(scores) => scores",
    more = "(scores) => scores.map((x) => x + 2)",
    check = CHECK,
    cases = 1000,
  }: ClaimText,
): string {
  return `import fc from "fast-check";
import { testClaim } from "../scripts/test_claim.ts";
import { identityMargin, inequalityMargin, universalClaim, variant, worstMargin } from "../src/mod.ts";

export const claim = universalClaim({
  id: "${id}",
  slug: "${slug}",
  statement: "x is at most 5 and weights sum to one",
  source: "made up",
  regime: "everywhere",
  kind: "INEQ",
  expected: "${expected}",${
    failsIn === undefined ? "" : `
  failsIn: ${failsIn},`
  }
  needs: ["weigh"],
  mutants: [
    variant({ name: "other-weights", description: "other weights", weigh: ${mutant} }),
    variant({ name: "more-weights", description: "more weights", weigh: ${more} }),
  ],
  generator: fc.record({ x: fc.integer({ min: 0, max: ${largest} }) }),
  budget: { quick: 20, ci: ${cases}, deep: ${Math.max(5000, cases)} },
  check({ x }, { weigh }) {
    ${check}
  },
});

testClaim(claim);
`;
}

/** What the file of a statistical claim is made from. */
interface GainText {
  readonly id: string;
  readonly slug: string;
  /** Standard deviation of the effects, whose mean is one half. */
  readonly spread?: number;
  /** Bounds of the regime. */
  readonly bounds?: string;
  /** Statements of a replicate with this seed before it has its effect. */
  readonly first?: string;
}

/** The text of a statistical claim whose effect is one half on average. */
export function gainText(
  { id, slug, spread = 0.1, bounds = "{}", first = "" }: GainText,
): string {
  return `import fc from "fast-check";
import { testClaim } from "../scripts/test_claim.ts";
import { randomStream, statisticalClaim, variant } from "../src/mod.ts";

export const claim = statisticalClaim({
  id: "${id}",
  slug: "${slug}",
  statement: "the gain is above 0",
  source: "made up",
  regime: "everywhere",
  kind: "EXP",
  expected: "verified",
  needs: ["weigh"],
  mutants: [
    variant({ name: "no-gain", description: "none", weigh: (scores) => scores.map(() => 0) }),
    variant({ name: "loss", description: "a loss", weigh: (scores) => scores.map(() => -1) }),
  ],
  effectName: "gain",
  bound: 1,
  smallestEffect: 0.2,
  budget: { quick: 200, ci: 400, deep: 800 },
  bounds: ${bounds},
  generator: fc.record({ x: fc.integer({ min: 0, max: 3 }) }),
  replicate(_, seed, { weigh }) {
    ${first}
    return weigh(Float64Array.of(1))[0] - 0.5 + ${spread} * randomStream(seed, "gain").normal();
  },
});

testClaim(claim);
`;
}

/** What the file of a claim with strata and a law is made from. */
interface LawText {
  readonly id: string;
  readonly slug: string;
  /** What is measured beside 2x and noise, in terms of x and seed. */
  readonly beside?: string;
  /** Names and laws of rivals: what is claimed is 2x. */
  readonly rivals?: Readonly<Record<string, string>>;
  /** The settings of its strata, by their names. */
  readonly strata?: Readonly<Record<string, string>>;
  /** Statements of a replicate with this seed before it measures. */
  readonly first?: string;
}

/** Wrong laws, of which the last two are right at one end. */
const RIVALS = { tripled: "3 * x", "right at 1": "2", "right at 9": "18" };
const STRATA = { "x = 1": "{ x: 1 }", "x = 9": "{ x: 9 }", inside: "{}" };

/** The text of a statistical claim, "2x is measured", decided at both ends and inside. */
export function lawText(
  { id, slug, beside = "0", rivals = RIVALS, strata = STRATA, first = "" }: LawText,
): string {
  const lines = (
    all: Readonly<Record<string, string>>,
    line: (name: string, of: string) => string,
  ) => Object.entries(all).map(([name, of]) => `    ${line(JSON.stringify(name), of)},`).join("\n");
  return `import fc from "fast-check";
import { testClaim } from "../scripts/test_claim.ts";
import { randomStream, statisticalLaw, variant } from "../src/mod.ts";

export const claim = statisticalLaw({
  id: "${id}",
  slug: "${slug}",
  statement: "2x is measured",
  source: "made up",
  regime: "everywhere",
  kind: "EXP",
  expected: "verified",
  needs: ["weigh"],
  mutants: [
    variant({ name: "no-gain", description: "none", weigh: (scores) => scores.map(() => 0) }),
    variant({ name: "loss", description: "a loss", weigh: (scores) => scores.map(() => -1) }),
  ],
  law: ({ x }: { readonly x: number }) => 2 * x,
  rivals: [
${
    lines(rivals, (name, of) =>
      `{ name: ${name}, description: ${name}, law: ({ x }) => 0 * x + ${of} }`)
  }
  ],
  effectName: "measured less predicted",
  bound: 1,
  smallestEffect: 0.2,
  within: 0.3,
  budget: { quick: 200, ci: 400, deep: 800 },
  bounds: { x: { from: 1, to: 9 } },
  strata: [
${lines(strata, (name, of) => `{ name: ${name}, setting: ${of} }`)}
  ],
  generator: fc.record({ x: fc.integer({ min: 1, max: 9 }) }),
  measure({ x }, seed, { weigh }) {
    ${first}
    const noise = 0.05 * randomStream(seed, "law").normal();
    return 2 * x * weigh(Float64Array.of(1))[0] + noise + (${beside});
  },
  effect: (measured, law, setting) => measured - law(setting),
});

testClaim(claim);
`;
}

/** Claim files by slug. */
export const CLAIMS: Readonly<Record<string, string>> = {
  small_numbers: claimText({ id: "A1", slug: "small_numbers" }),
  large_numbers: claimText({
    id: "A2",
    slug: "large_numbers",
    largest: 50,
    expected: "refuted",
    failsIn: 0.05,
    mutant: "(scores) => scores.map(() => 0)",
    more: "(scores) => scores.map(() => 0)",
    check: `return inequalityMargin("x", x * weigh(Float64Array.of(1))[0], 5, { tolerance: 0 });`,
  }),
  gain: gainText({ id: "B10", slug: "gain" }),
  more_gain: gainText({ id: "B10.more", slug: "more_gain" }),
  wrong: claimText({ id: "C1", slug: "wrong", largest: 50 }),
  lenient: claimText({
    id: "C2",
    slug: "lenient",
    mutant: "(scores) => scores.map((_, i) => (i === 0 ? 1 : 0))",
  }),
  crashing: claimText({ id: "C3", slug: "crashing", check: "return notDefined;" }),
  // More than an hour long, so that a test that stops it is in time on any machine.
  slow: claimText({
    id: "D1",
    slug: "slow",
    cases: 1_000_000,
    check: `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    return inequalityMargin("x", x, 5, { tolerance: 0 });`,
  }),
  unreached: claimText({ id: "D2", slug: "unreached" }),
};
