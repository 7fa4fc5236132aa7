/**
 * The rules of the tree: where imports may go, and what src/ may mention.
 *
 * A pure function of the texts; `check_layers.ts` reads the files and prints what is found.
 */

import { readSource, type SourceFacts } from "./source_facts.ts";

/** One breach of a rule. */
export interface Violation {
  /** Path of the file, from the root of the project. */
  readonly file: string;
  /** Line, from 1. */
  readonly line: number;
  /** What is asked. */
  readonly rule: string;
  /** What stands there. */
  readonly value: string;
}

type Breach = Omit<Violation, "file">;

/** The way of the data: a layer imports from itself and from the layers above it in this list. */
const LAYERS: readonly { readonly name: string; readonly paths: readonly string[] }[] = [
  {
    name: "the ground floor",
    paths: [
      "src/linalg.ts",
      "src/prng.ts",
      "src/claim/specs.ts",
      "src/tolerance.ts",
      "src/validate.ts",
      // What single draws are made of.
      "src/elementary/binary_powers.ts",
      "src/elementary/exp.ts",
      "src/elementary/log.ts",
      "src/elementary/normal_layers.ts",
    ],
  },
  { name: "kernel", paths: ["src/kernel/"] },
  { name: "tasks", paths: ["src/tasks/"] },
  { name: "model", paths: ["src/model/"] },
  { name: "training", paths: ["src/training/"] },
  { name: "measurement", paths: ["src/measurement/"] },
  { name: "decision", paths: ["src/decision/"] },
  {
    name: "subject and claim",
    paths: ["src/claim/regime.ts", "src/claim/subject.ts", "src/claim/claim.ts"],
  },
  {
    name: "verify",
    paths: [
      "src/verify/outcome.ts",
      "src/verify/assemble_claim.ts",
      "src/verify/cell_ledger.ts",
      "src/verify/merge_outcomes.ts",
      "src/verify/forecast_replicates.ts",
      "src/verify/replay_kept.ts",
      "src/verify/replicate_block.ts",
      "src/verify/replicate_rule.ts",
      "src/verify/replicate_run.ts",
      "src/verify/shard.ts",
      "src/verify/replicate_queue.ts",
      "src/verify/verify.ts",
      "src/verify/verify_statistical.ts",
      "src/verify/verify_universal.ts",
    ],
  },
  { name: "report", paths: ["src/report/"] },
  { name: "mod", paths: ["src/mod.ts"] },
];
const GROUND = 0;
const DECISION = LAYERS.findIndex(({ name }) => name === "decision");

/** What makes a result depend on more than its arguments. A bare name stands for all its uses. */
const IMPURE = new Set([
  "Deno",
  "console",
  "fetch",
  "globalThis",
  "setInterval",
  "setTimeout",
  "Date()",
  "Date.now",
  "Math.random",
  "Temporal.Now",
  "crypto.getRandomValues",
  "crypto.randomUUID",
  "new Date",
  "performance.now",
]);

/** Every breach in `files`, a map from path to text, in the order of the files and their lines. */
export function findViolations(files: ReadonlyMap<string, string>): Violation[] {
  return [...files].flatMap(([file, text]) => {
    const facts = readSource(file, text);
    const breaches = [placeBreaches, importBreaches, purityBreaches, seedBreaches]
      .flatMap((find) => find(file, facts));
    return breaches.toSorted((a, b) => a.line - b.line).map((breach) => ({ file, ...breach }));
  });
}

function placeBreaches(file: string): Breach[] {
  if (!file.startsWith("src/") || layerOf(file) >= 0) return [];
  const rule = "every file of src/ has a layer: name it in LAYERS of scripts/checks/layers.ts";
  return [{ line: 1, rule, value: "none" }];
}

function importBreaches(file: string, { imports }: SourceFacts): Breach[] {
  return imports.flatMap(({ line, specifier }) => {
    const rule = brokenImportRule(file, specifier);
    return rule === undefined ? [] : [{ line, rule, value: specifier ?? "a computed import" }];
  });
}

/** The rule that `file` breaks by importing `specifier`, undefined for a computed import. */
function brokenImportRule(file: string, specifier: string | undefined): string | undefined {
  const target = resolve(file, specifier);
  if (specifier === "ml-matrix" && file !== "src/linalg.ts") {
    return "ml-matrix is imported in src/linalg.ts only";
  }
  if (file.startsWith("src/")) return brokenRuleOfSrc(file, specifier, target);
  if (isMutant(file) && target !== "src/mod.ts") return "a mutant imports src/mod.ts only";
  if (file.startsWith("props/") && target !== undefined && !mayClaimImport(target)) {
    return "a claim imports src/mod.ts, scripts/test_claim.ts, fixtures/ and packages only";
  }
  return undefined;
}

function brokenRuleOfSrc(
  file: string,
  specifier: string | undefined,
  target: string | undefined,
): string | undefined {
  if (specifier === undefined) return "src/ imports literal specifiers only, so that layers show";
  if (specifier.startsWith("node:")) return "src/ is pure and imports no node: module";
  if (target === undefined || (isTest(file) && target.startsWith("fixtures/"))) return undefined;
  if (!target.startsWith("src/")) {
    return "src/ imports from src/ only, its tests from fixtures/ too";
  }
  const from = layerOf(file);
  const to = layerOf(target);
  if (from < 0 || to < 0) return undefined; // placeBreaches reports the file itself
  if (from === DECISION && to !== DECISION && to !== GROUND) {
    return "decision is general and imports the ground floor only";
  }
  return to <= from ? undefined : `${LAYERS[from].name} may not import ${LAYERS[to].name}`;
}

/** The path that a relative specifier means, from the root of the project. */
function resolve(file: string, specifier: string | undefined): string | undefined {
  if (!specifier?.startsWith(".")) return undefined;
  return new URL(specifier, `file:///${file}`).pathname.slice(1);
}

/** The index in LAYERS, -1 for none; a test stands with what it tests or with its folder, or at the end. */
function layerOf(path: string): number {
  const source = path.replace(/_test\.ts$/, ".ts");
  const holds = ({ paths }: (typeof LAYERS)[number]) =>
    paths.some((place) => place.endsWith("/") ? source.startsWith(place) : source === place);
  if (!isTest(path)) return LAYERS.findIndex(holds);
  const layer = LAYERS.findLastIndex(holds);
  return layer < 0 ? LAYERS.length - 1 : layer;
}

function purityBreaches(file: string, { mentions }: SourceFacts): Breach[] {
  if (!file.startsWith("src/")) return [];
  const rule = "src/ is pure: time, randomness and output are arguments";
  return mentions
    .filter(({ name }) => isImpure(name) && !(isTest(file) && isTestInterface(name)))
    .map(({ line, name }) => ({ line, rule, value: name }));
}

function isImpure(name: string): boolean {
  return IMPURE.has(name) || IMPURE.has(name.replace(/^new /, "").replace(/[.(].*/, ""));
}

function isTestInterface(name: string): boolean {
  return name === "Deno.test" || name === "Deno.TestContext";
}

function seedBreaches(file: string, { literalSeeds }: SourceFacts): Breach[] {
  if (!file.startsWith("props/") && file !== "scripts/test_claim.ts") return [];
  const rule = "a seed is given or derived, never written down";
  return literalSeeds.map(({ line, value }) => ({ line, rule, value: `seed: ${value}` }));
}

function mayClaimImport(target: string): boolean {
  return ["src/mod.ts", "scripts/test_claim.ts"].includes(target) || target.startsWith("fixtures/");
}

function isMutant(file: string): boolean {
  return file.startsWith("fixtures/mutants/") && !isTest(file);
}

function isTest(file: string): boolean {
  return file.endsWith("_test.ts");
}
