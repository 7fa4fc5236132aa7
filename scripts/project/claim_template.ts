/** The first texts of a claim and of its mutant, whole but for the words that only their author knows. */

import { mutantFile } from "./mutant_files.ts";

/** What a claim is called, and which sort of claim it is. */
export interface NewClaim {
  readonly id: string;
  /** In snake case. */
  readonly slug: string;
  readonly kind: "universal" | "statistical";
  /** Whether its project is attest itself, whose files import each other by path. */
  readonly atHome: boolean;
}

/** The files of a new claim, by their paths from the root of the project. */
export function newClaimFiles(asked: NewClaim): Record<string, string> {
  const mutant = `${asked.slug.replaceAll("_", "-")}-off`;
  return {
    [`props/${asked.slug}_test.ts`]: asked.kind === "universal"
      ? universalText(asked, mutant)
      : statisticalText(asked, mutant),
    [`fixtures/mutants/${mutantFile(mutant)}`]: mutantText(asked, mutant),
  };
}

/** The name of the constant that holds a mutant: `halved-weights` is `halvedWeights`. */
function constantOf(mutant: string): string {
  return mutant.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function library({ atHome }: NewClaim): string {
  return atHome ? "../src/mod.ts" : "@attest/attest";
}

function imports(asked: NewClaim, mutant: string, names: string): string {
  const harness = asked.atHome ? "../scripts/test_claim.ts" : "@attest/attest/test";
  return `import { ${constantOf(mutant)} } from "../fixtures/mutants/${mutantFile(mutant)}";
import { testClaim } from "${harness}";
${importList(names, library(asked))}`;
}

/** One line, or one for each name where that is too long for the formatter. */
function importList(names: string, from: string): string {
  const line = `import { ${names} } from "${from}";`;
  if (line.length <= 100) return line;
  return `import {\n${names.split(", ").map((name) => `  ${name},\n`).join("")}} from "${from}";`;
}

function words({ id, slug }: NewClaim): string {
  return `  id: "${id}",
  slug: "${slug}",
  statement: "TODO: what is claimed, in one sentence",
  source: "TODO: paper and place, or how it is derived",
  regime: "TODO: conditions beside the ranges, which are printed before them; or leave it out",`;
}

function universalText(asked: NewClaim, mutant: string): string {
  return `${
    imports(
      asked,
      mutant,
      "identityMargin, logUniform, specs, TOLERANCE, universalClaim, variant",
    )
  }

export const claim = universalClaim({
${words(asked)}
  kind: "ID", // an identity; INEQ for an inequality
  expected: "verified",
  needs: ["weigh"], // what a subject must be able to do
  mutants: [
    ${constantOf(mutant)},
    variant({ name: "raw-scores", description: "no softmax", weigh: (scores) => scores }),
  ],
  generator: specs({ low: logUniform(0.1, 30), high: logUniform(0.1, 30) }), // its ranges are the regime
  budget: { quick: 100, ci: 1000, deep: 5000 },
  // TODO: what is measured, and what it must be. Until then: the ratio of two weights is e^{high − low}.
  check({ low, high }, { weigh }) {
    const [a, b] = weigh(Float64Array.of(low, high));
    return identityMargin("log ratio", Math.log(b / a), high - low, {
      tolerance: TOLERANCE.identity,
    });
  },
});

testClaim(claim);
`;
}

function statisticalText(asked: NewClaim, mutant: string): string {
  return `${
    imports(
      asked,
      mutant,
      "crossed, logCounts, logUniform, randomStream, rivalsOf, specs, statisticalLaw, variant",
    )
  }

type Setting = { n: number; spread: number };
const OVER = { n: { from: 200, to: 3200 }, spread: { from: 0.5, to: 1 } };
const WITHIN = 0.1;
// TODO: what is predicted. Until then: Σa² of n normal scores is e^{spread²}/n, as n grows.
const law = ({ n, spread }: Setting) => Math.exp(spread ** 2) / n;

export const claim = statisticalLaw({
${words(asked)}
  formula: "\\\\sum_i a_i^2=e^{s^2}/n", // TODO: the law in LaTeX, which pages typeset
  kind: "LIM", // a limit within a margin; EXP for a statement about a mean
  expected: "verified",
  needs: ["weigh"], // what a subject must be able to do
  mutants: [
    ${constantOf(mutant)},
    variant({ name: "uniform", description: "all alike", weigh: (s) => s.map(() => 1 / s.length) }),
  ],
  law,
  rivals: rivalsOf(law, { over: OVER, within: WITHIN, exponents: ["n"], ignored: ["n", "spread"] }),
  effectName: "log of measured over predicted",
  within: WITHIN, // the mean of the effect is 0 within this
  bound: 0.2, // each effect is clipped to this
  smallestEffect: 0.03,
  budget: { quick: 200, ci: 400, deep: 1000 }, // replicates of each stratum, at most
  bounds: OVER,
  strata: crossed<Setting>({ n: [200, 3200], spread: [0.5, 1] }),
  generator: specs({ n: logCounts(200, 3200), spread: logUniform(0.5, 1) }),
  // TODO: what one replicate measures, without a look at the law.
  measure({ n, spread }, seed, { weigh }) {
    const stream = randomStream(seed, "${asked.id}");
    const once = () => {
      const weights = weigh(Float64Array.from({ length: n }, () => spread * stream.normal()));
      return weights.reduce((sum, a) => sum + a * a, 0);
    };
    return Array.from({ length: 60 }, once).reduce((sum, x) => sum + x) / 60;
  },
  effect: (measured, law, setting) => Math.log(measured / law(setting)),
});

testClaim(claim);
`;
}

function mutantText(asked: NewClaim, mutant: string): string {
  const from = asked.atHome ? "../../src/mod.ts" : "@attest/attest";
  return `import { type CompleteSubject, softmax, variant } from "${from}";

/** Mutant: TODO: in what it is wrong, as near to right as the claim can tell. */
export const ${constantOf(mutant)}: CompleteSubject = variant({
  name: "${mutant}",
  description: "TODO: in what it is wrong",
  weigh: (scores) => softmax(scores.map((score) => 1.2 * score)),
});
`;
}
