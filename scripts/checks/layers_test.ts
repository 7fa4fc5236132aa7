import { assertEquals, assertThrows } from "@std/assert";
import { findViolations } from "./layers.ts";

const DOORS = { doors: ["src/mod.ts"] };

/** The breaches in some files, without their rules. */
function breaches(...files: [file: string, text: string][]): [line: number, value: string][] {
  return findViolations(new Map(files), DOORS).map(({ line, value }) => [line, value]);
}

const ALLOWED: readonly [why: string, file: string, text: string][] = [
  ["a later layer imports an earlier one", "src/model/a.ts", `import "../tasks/prompt.ts";`],
  ["files of a layer import each other", "src/model/a.ts", `import "./b.ts";`],
  [
    "claim and subject are one layer",
    "src/claim/subject.ts",
    `import type { A } from "./claim.ts";`,
  ],
  ["report reads outcomes", "src/report/a.ts", `import type { A } from "../outcome.ts";`],
  ["attention is claimed", "src/attention/a.ts", `import "../claim/claim.ts";`],
  [
    "attention is shown in figures",
    "src/attention/figures/a.ts",
    `import "../../measurement/b.ts"; import "../../report/figures/schema.ts";`,
  ],
  ["decision stands on the ground floor", "src/decision/a.ts", `import "../validate.ts";`],
  ["linalg wraps ml-matrix", "src/linalg.ts", `import { Matrix } from "ml-matrix";`],
  ["packages are free", "src/tasks/a.ts", `import fc from "fast-check";`],
  ["a test reads fixtures", "src/model/a_test.ts", `import "../../fixtures/reference/a.json";`],
  ["a test registers itself", "src/prng_test.ts", `Deno.test("x", (t: Deno.TestContext) => {});`],
  [
    "a test of the whole imports all",
    "src/measurement/known_answers_test.ts",
    `import "./report/a.ts";`,
  ],
  ["a claim imports the public API", "props/a_test.ts", `import "../src/mod.ts";`],
  ["a claim imports its harness", "props/a_test.ts", `import "../scripts/test_claim.ts";`],
  ["a claim imports a mutant", "props/a_test.ts", `import "../fixtures/mutants/a.ts";`],
  ["a mutant imports the public API", "fixtures/mutants/a.ts", `import "../../src/mod.ts";`],
  ["comments and strings are no use", "src/prng.ts", `// Math.random()\nconst a = "Deno.args";`],
  ["members only share a name", "src/prng.ts", `a.fetch(); const b = { console: 1 };`],
  ["types have no clock", "src/claim/claim.ts", `export type When = Date;`],
  [
    "scripts are where Deno lives",
    "scripts/base/a.ts",
    `if (Date.now() > 0) Deno.exit(Deno.args.length);`,
  ],
  [
    "the process of a claim loads it",
    "scripts/judged/answers.ts",
    `import { loadClaim } from "../project/load_claims.ts"; await import(name);`,
  ],
  ["tests of src have seeds", "src/prng_test.ts", `const options = { seed: 7 };`],
  ["a test has streams of its seed", "src/prng_test.ts", `testStream("labels", 7).uniform();`],
  ["a test draws by names it was given", "src/prng_test.ts", `randomStream(...name, "x");`],
  ["sources name streams", "scripts/bench/a.ts", `randomStream("loss", 7); Math.random();`],
  ["the helper draws", "fixtures/random/a_for_tests.ts", `fc.assert(property, { seed });`],
  [
    "a claim has its harness",
    "props/a_test.ts",
    `import fc from "fast-check"; export const f = (seed: number) => [seed, fc.sample(fc.nat())];`,
  ],
  [
    "a seed may be passed on",
    "props/a_test.ts",
    `const f = (a: { seed: number }) => ({ seed: a.seed, seeds: 3 });`,
  ],
];

for (const [why, file, text] of ALLOWED) {
  Deno.test(`layers allow: ${why}`, () => assertEquals(breaches([file, text]), []));
}

const FORBIDDEN: readonly [why: string, file: string, text: string, value: string][] = [
  ["against the flow", "src/tasks/a.ts", `import "../model/a.ts";`, "../model/a.ts"],
  [
    "types against the flow",
    "src/tasks/a.ts",
    `import type { A } from "../model/b.ts";`,
    "../model/b.ts",
  ],
  ["re-exports against the flow", "src/prng.ts", `export * from "./tasks/b.ts";`, "./tasks/b.ts"],
  ["import types", "src/prng.ts", `let a: import("./tasks/b.ts").A;`, "./tasks/b.ts"],
  ["dynamic imports", "src/prng.ts", `await import("./tasks/b.ts");`, "./tasks/b.ts"],
  [
    "the entry point from inside",
    "src/tasks/a.ts",
    `import type { A } from "../mod.ts";`,
    "../mod.ts",
  ],
  ["attention in the engine", "src/verify/a.ts", `import "../model/b.ts";`, "../model/b.ts"],
  ["attention in a test of it", "src/verify/a_test.ts", `import "../tasks/b.ts";`, "../tasks/b.ts"],
  [
    "attention in reports",
    "src/report/a.ts",
    `import "../measurement/b.ts";`,
    "../measurement/b.ts",
  ],
  [
    "the engine in the theory",
    "src/measurement/a.ts",
    `import "../decision/b.ts";`,
    "../decision/b.ts",
  ],
  ["attention in claims", "src/claim/a.ts", `import "../attention/b.ts";`, "../attention/b.ts"],
  [
    "attention's figures in those of reports",
    "src/report/figures/a.ts",
    `import "../../attention/figures/b.ts";`,
    "../../attention/figures/b.ts",
  ],
  ["runs in attention", "src/attention/a.ts", `import "../verify/b.ts";`, "../verify/b.ts"],
  [
    "claims in attention's figures",
    "src/attention/figures/a.ts",
    `import "../../claim/b.ts";`,
    "../../claim/b.ts",
  ],
  ["claims in models", "src/model/a.ts", `import "../claim/b.ts";`, "../claim/b.ts"],
  [
    "rooms within a room against their order",
    "src/report/compare/a.ts",
    `import "../html/b.ts";`,
    "../html/b.ts",
  ],
  ["a room on a room within it", "src/report/a.ts", `import "./text/b.ts";`, "./text/b.ts"],
  ["scripts against their order", "scripts/project/a.ts", `import "../pool/b.ts";`, "../pool/b.ts"],
  [
    "claims in scripts",
    "scripts/pool/a.ts",
    `import "../../props/a_test.ts";`,
    "../../props/a_test.ts",
  ],
  [
    "the loader of claims in a command",
    "scripts/commands/a.ts",
    `import { loadClaim } from "../project/load_claims.ts";`,
    "../project/load_claims.ts",
  ],
  [
    "the loader of mutants in a test",
    "scripts/pool/a_test.ts",
    `await import("../project/load_mutants.ts");`,
    "../project/load_mutants.ts",
  ],
  [
    "the answers of a process in who asks it",
    "scripts/judged/list_claims.ts",
    `import { answer } from "./answers.ts";`,
    "./answers.ts",
  ],
  [
    "computed imports in a check",
    "scripts/checks/check_claims.ts",
    `await import(new URL(name, PROPS).href);`,
    "a computed import",
  ],
  [
    "mutants in scripts",
    "scripts/pool/a.ts",
    `import "../../fixtures/mutants/a.ts";`,
    "../../fixtures/mutants/a.ts",
  ],
  ["computed imports", "src/report/a.ts", `await import(name);`, "a computed import"],
  ["tests against the flow", "src/tasks/a_test.ts", `import "../model/b.ts";`, "../model/b.ts"],
  ["decision on tasks", "src/decision/a.ts", `import "../tasks/a.ts";`, "../tasks/a.ts"],
  ["ml-matrix elsewhere", "src/model/a.ts", `import "ml-matrix";`, "ml-matrix"],
  ["ml-matrix in a claim", "props/a_test.ts", `import "ml-matrix";`, "ml-matrix"],
  ["node modules", "src/report/a.ts", `import "node:fs";`, "node:fs"],
  ["scripts in src", "src/mod.ts", `import "../scripts/a.ts";`, "../scripts/a.ts"],
  ["fixtures in src", "src/mod.ts", `import "../fixtures/a.json";`, "../fixtures/a.json"],
  [
    "props in a test of src",
    "src/mod_test.ts",
    `import "../props/a_test.ts";`,
    "../props/a_test.ts",
  ],
  ["a folder without a place", "src/helpers/a.ts", ``, "none"],
  ["a folder of scripts without a place", "scripts/helpers/a.ts", ``, "none"],
  ["a folder within a room without a place", "src/tasks/more/a.ts", ``, "none"],
  ["the inside of src in a claim", "props/a_test.ts", `import "../src/prng.ts";`, "../src/prng.ts"],
  [
    "the inside of scripts in a claim",
    "props/a_test.ts",
    `import "../scripts/pool/a.ts";`,
    "../scripts/pool/a.ts",
  ],
  ["a claim in a claim", "props/a_test.ts", `import "./b_test.ts";`, "./b_test.ts"],
  ["packages in a mutant", "fixtures/mutants/a.ts", `import "fast-check";`, "fast-check"],
  ["mutants of mutants", "fixtures/mutants/a.ts", `import "./b.ts";`, "./b.ts"],
  ["Deno", "src/verify/verify.ts", `Deno.readTextFile("a");`, "Deno.readTextFile"],
  ["files in a test", "src/verify/verify_test.ts", `Deno.readTextFile("a");`, "Deno.readTextFile"],
  ["console", "src/report/a.ts", `console.log(1);`, "console.log"],
  ["printing", "scripts/base/a.ts", `console.log(1);`, "console.log"],
  ["half files", "scripts/base/a.ts", `Deno.writeTextFile("a", "b");`, "Deno.writeTextFile"],
  ["the clock", "src/verify/verify.ts", `const now = Date.now;`, "Date.now"],
  ["dates", "src/verify/verify.ts", `new Date();`, "new Date"],
  ["the date as text", "src/verify/verify.ts", `Date();`, "Date()"],
  ["the stopwatch", "src/verify/verify.ts", `performance.now();`, "performance.now"],
  ["ambient randomness", "src/prng.ts", `Math["random"]();`, "Math.random"],
  ["ambient bytes", "src/prng.ts", `crypto.getRandomValues(a);`, "crypto.getRandomValues"],
  ["timeouts", "src/verify/verify.ts", `setTimeout(f, 1);`, "setTimeout()"],
  ["timeouts as values", "src/verify/verify.ts", `wait(setTimeout);`, "setTimeout"],
  ["the way round", "src/verify/verify.ts", `globalThis.Deno;`, "globalThis.Deno"],
  ["a stream that a test names", "src/a_test.ts", `randomStream("x", 7);`, 'randomStream("x", 7)'],
  ["a number for a stream", "scripts/base/a_test.ts", `randomStream(-1);`, "randomStream(-1)"],
  ["a stream without a name", "src/a_for_tests.ts", `randomStream();`, "randomStream()"],
  ["a template for a stream", "src/a_test.ts", "randomStream(`x`);", "randomStream(`x`)"],
  ["a property without a seed", "src/a_test.ts", `fc.assert(property);`, "fc.assert"],
  ["cases without a seed", "src/a_for_tests.ts", `fc.sample(a, { seed });`, "fc.sample"],
  ["a check without a seed", "scripts/base/a_test.ts", `fc.check(property);`, "fc.check"],
  ["luck in a test", "scripts/base/a_test.ts", `wait(Math.random());`, "Math.random"],
  ["bytes in a test", "scripts/base/a_test.ts", `crypto.randomUUID();`, "crypto.randomUUID"],
  ["a fresh seed in a test", "scripts/pool/a_test.ts", `run(freshSeed());`, "freshSeed()"],
  ["a fresh seed as a value", "scripts/pool/a_test.ts", `map(freshSeed);`, "freshSeed"],
  ["literal seeds", "props/a_test.ts", `const a = { seed: 42 };`, "seed: 42"],
  [
    "signed seeds",
    "props/a_test.ts",
    `const a = { "seed": -0x2a as number };`,
    "seed: -0x2a as number",
  ],
  ["default seeds", "props/a_test.ts", `function f(seed = 42n) {}`, "seed: 42n"],
  ["assigned seeds", "scripts/test_claim.ts", `options.seed = 42;`, "seed: 42"],
  ["declared seeds", "scripts/test_claim.ts", `const seed = 42;`, "seed: 42"],
];

for (const [why, file, text, value] of FORBIDDEN) {
  Deno.test(`layers forbid: ${why}`, () => assertEquals(breaches([file, text]), [[1, value]]));
}

Deno.test("layers: a breach says where, the rule and the value", () => {
  const text = `import { a } from "./b.ts";\n\nimport { c } from "../training/c.ts";\n`;
  assertEquals(findViolations(new Map([["src/model/a.ts", text]]), DOORS), [{
    file: "src/model/a.ts",
    line: 3,
    rule: "src/model may not import src/training",
    value: "../training/c.ts",
  }]);
});

Deno.test("layers: a file that is not TypeScript is an error that names it", () => {
  assertThrows(() => breaches(["src/prng.ts", "const = ;"]), SyntaxError, "src/prng.ts must be");
});

Deno.test("layers: files that import in a circle are named in its order, once", () => {
  const a: [string, string] = ["src/tasks/a.ts", `import type { B } from "./b.ts";`];
  const b: [string, string] = ["src/tasks/b.ts", `\nexport * from "./c.ts";`];
  const c: [string, string] = ["src/tasks/c.ts", `\n\nimport { a } from "./a.ts";`];
  const circle = ["src/tasks/a.ts", "src/tasks/b.ts", "src/tasks/c.ts", "src/tasks/a.ts"];
  assertEquals(breaches(a, b, c), [[3, circle.join(" → ")]]);
  assertEquals(breaches(a, b), []);
  assertEquals(breaches(["src/tasks/a.ts", `import "./a.ts";`]), [
    [1, "src/tasks/a.ts → src/tasks/a.ts"],
  ]);
});

Deno.test("layers: of circles that share files at least one is told, and none is made up", () => {
  const files: [string, string][] = [
    ["scripts/base/a.ts", `import "./b.ts";\nimport "./c.ts";`],
    ["scripts/base/b.ts", `import "./a.ts";`],
    ["scripts/base/c.ts", `import "./b.ts";`],
    ["scripts/base/d.ts", `import "./a.ts";\nimport "./c.ts";`],
  ];
  assertEquals(breaches(...files), [
    [1, "scripts/base/a.ts → scripts/base/b.ts → scripts/base/a.ts"],
  ]);
});
