/** A claim whose green would say nothing is refused, by every command alike. */

import { badClaim } from "./good_project.ts";
import { type Guard, guard, type Probe } from "./probe.ts";
import { type BadClaim, refusedClaim } from "./refused_claim.ts";
import { attest } from "./steps.ts";

const RULES = "scripts/judged/load_rules.ts";
const LOAD = "scripts/project/load_claims.ts";
const FILES = "scripts/project/claim_files.ts";
const TEXT = badClaim();

/** A line of a rule that holds whatever is loaded. */
const always = (find: string): Guard => ({ file: RULES, find, replace: "[true," });
const ENOUGH = guard(RULES, "mutants.length >= LEAST_MUTANTS,", "true,");
const RISING = guard(RULES, "quick <= ci && ci <= deep,", "true,");

const BAD_CLAIMS: readonly BadClaim[] = [
  [
    "no mutants",
    (text) => text.replace(/mutants: \[[^]*?\],\n/, "mutants: [],\n"),
    "got 0",
    ENOUGH,
  ],
  [
    "one mutant",
    (text) => text.replace(/ +variant\(\{ name: "more.*\n/, ""),
    "a claim has at least 2 mutants that it must refute, got 1",
    ENOUGH,
  ],
  [
    "the same mutant twice",
    (text) => text.replace("more-weights", "other-weights"),
    "mutants differ, got other-weights twice",
    always("[twice === undefined,"),
  ],
  [
    "the reference among its mutants",
    (text) =>
      text.replace("identityMargin,", "identityMargin, referenceSubject,")
        .replace(/variant\(\{ name: "more.*\}\),/, "referenceSubject,"),
    "a mutant differs from the reference model, got reference",
    always("[reference === undefined,"),
  ],
  [
    "a mutant that changes nothing the claim needs",
    (text) =>
      text.replace(
        /name: "more-weights".*\}\)/,
        'name: "more-weights", description: "x", posteriorMean: () => 0 })',
      ),
    "which changes posteriorMean; the claim needs weigh",
    { file: RULES, find: "idle < 0,", replace: "true," },
  ],
  [
    "a falling budget",
    (text) => text.replace("ci: 1000", "ci: 10"),
    "rise from quick to deep",
    RISING,
  ],
  [
    "an id out of form",
    (text) => text.replace('"B1"', '"b one"'),
    "an id is a letter",
    always("[CLAIM_ID.test(id),"),
  ],
  [
    "a slug out of form",
    (text) => text.replace('"bad"', '"Bad-Slug"'),
    "a slug is in snake case",
    always("[CLAIM_SLUG.test(slug),"),
  ],
  [
    "a slug that is not the file's name",
    (text) => text.replace('"bad"', '"other"'),
    "named after its slug, got other: rename it to props/other_test.ts",
    { file: RULES, find: "`props/${file}` === claimFile(slug),", replace: "true," },
  ],
  [
    "a second exported claim",
    (text) => `${text}\nexport const second = { ...claim };\n`,
    "a claim file exports one claim, got 2",
    always("[loading.claims === 1,"),
  ],
  [
    "a claim that deno test does not see",
    (text) => text.replace("testClaim(claim);", "testClaim.toString();"),
    "a claim file ends in `testClaim(claim);`",
    always("[loading.registered,"),
  ],
  [
    "a constant generator",
    (text) => text.replace(/generator: .*\n/, "generator: fc.constant({ x: 1 }),\n"),
    "a generator draws more than one spec",
    always('[unit === "replicates" || loading.varies,'),
  ],
  [
    "a need that is no capability",
    (text) => text.replace('needs: ["weigh"]', 'needs: ["weigh", "weight"]'),
    "needs are capabilities of a subject, got weight; the nearest is weigh",
    guard(RULES, "unknown === undefined,", "true,"),
  ],
  ["no claim", () => "export const other = 1;\n", "must export a const `claim`", {
    file: LOAD,
    find: 'typeof claim?.id !== "string" || typeof claim?.slug !== "string"',
    replace: "false",
  }],
  ["no TypeScript", () => "not TypeScript", "must load", {
    file: LOAD,
    find: "throw new UsageError(`props/${name} must load, got ${complaint(error)}`);",
    replace: "return {};",
  }],
];

const strangers: readonly Probe[] = [
  ...["claim.js", "claim_test.mts", "claim.ts", "notes.md", "a_spec.ts", "more/claim_test.ts"],
].map((name) => ({
  name: `props/${name} is refused, as nothing would run it`,
  part: 2,
  files: { [`props/${name}`]: TEXT },
  steps: [
    attest(["list"], {
      code: 2,
      says: `end in _test.ts, got ${name.split("/")[0]}: move or rename it`,
    }),
  ],
  guards: [{
    file: FILES,
    find: 'if (!isFile || !name.endsWith("_test.ts")) {',
    replace: 'if (!isFile || !name.endsWith("_test.ts")) continue;\n    if (name === "") {',
  }],
}));

/** All of them. */
export const LOADING_PROBES: readonly Probe[] = [
  ...BAD_CLAIMS.map(refusedClaim),
  ...strangers,
  {
    name: "a project without claims is refused: 0 of 0 is no green",
    part: 2,
    files: {
      "props/small_test.ts": null,
      "props/large_test.ts": null,
      "props/gain_test.ts": null,
    },
    steps: [
      ({ project: { directory } }) => Deno.mkdir(`${directory}/props`),
      attest(["list"], { code: 2, says: "props/ must hold claims" }),
      attest(["verify"], { code: 2, says: "props/ must hold claims" }),
    ],
    guards: [{
      file: "scripts/judged/list_claims.ts",
      find: "if (waiting.length === 0) {",
      replace: "if (waiting.length < 0) {",
    }],
  },
];
