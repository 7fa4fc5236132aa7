/**
 * The rules of the tree: where imports may go, and what src/ may mention.
 *
 * A pure function of the texts; `check_layers.ts` reads the files and prints what is found.
 */

import { isTestSource } from "../base/test_source.ts";
import { findCircles } from "./circles.ts";
import { brokenLoading } from "./loading_rules.ts";
import { judgedBreaches } from "./judged_source.ts";
import { type Breach, drawBreaches, purityBreaches, seedBreaches } from "./purity.ts";
import { reservedBreaches } from "./reserved_names.ts";
import { brokenOrder, roomOf, roomOfTest } from "./rooms.ts";
import { readSource, type SourceFacts } from "./source_facts.ts";

/** One breach of a rule. */
export interface Violation extends Breach {
  /** Path of the file, from the root of the project. */
  readonly file: string;
}

/** What the rules need to know beside the texts. */
export interface Doors {
  /** Entry points of the library, which stand above all rooms: the `exports` of deno.json in src/. */
  readonly doors: readonly string[];
}

/** Every breach in `files`, a map from path to text, in the order of the files and their lines. */
export function findViolations(
  files: ReadonlyMap<string, string>,
  { doors }: Doors,
): Violation[] {
  const facts = new Map([...files].map(([file, text]) => [file, readSource(file, text)] as const));
  const circles = circleBreaches(facts);
  return [...facts].flatMap(([file, own]) => {
    const breaches = [
      ...placeBreaches(file),
      ...importBreaches(file, own, doors),
      ...circles.get(file) ?? [],
      ...purityBreaches(file, own),
      ...seedBreaches(file, own),
      ...judgedBreaches(file, files.get(file)!),
      ...drawBreaches(file, own),
      ...reservedBreaches(file, own),
    ];
    return breaches.toSorted((a, b) => a.line - b.line).map((breach) => ({ file, ...breach }));
  });
}

function placeBreaches(file: string): Breach[] {
  if (!/^(src|scripts)\//.test(file) || roomOf(file) !== undefined) return [];
  const rule = "every folder of src/ and scripts/ has its place in scripts/checks/rooms.ts";
  return [{ line: 1, rule, value: "none" }];
}

function importBreaches(file: string, { imports }: SourceFacts, doors: readonly string[]) {
  return imports.flatMap(({ line, specifier }): Breach[] => {
    const rule = brokenImportRule(file, specifier, doors);
    return rule === undefined ? [] : [{ line, rule, value: specifier ?? "a computed import" }];
  });
}

/** The rule that `file` breaks by importing `specifier`, undefined for a computed import. */
function brokenImportRule(
  file: string,
  specifier: string | undefined,
  doors: readonly string[],
): string | undefined {
  const target = resolve(file, specifier);
  // What claims and mutants import has a list of its own.
  const isWrapped = roomOf(file) === "src" || roomOf(file) === "scripts/bundle/packages";
  if (specifier === "ml-matrix" && !isWrapped && !file.startsWith("props/")) {
    return "ml-matrix is wrapped on the ground floor and imported nowhere else";
  }
  if (file.startsWith("src/")) return brokenRuleOfSrc(file, specifier, { target, doors });
  if (file.startsWith("scripts/")) {
    const loading = brokenLoading(file, { specifier, target });
    if (loading !== undefined || target === undefined) return loading;
    return brokenRuleOfRooms(file, target, doors);
  }
  if (isMutant(file) && !doors.includes(target ?? "")) {
    return "a mutant imports the library's entry points only";
  }
  if (file.startsWith("props/") && target !== undefined && !mayClaimImport(target, doors)) {
    return "a claim imports the library's entry points, files directly in scripts/, fixtures/ and packages only";
  }
  return undefined;
}

function brokenRuleOfSrc(
  file: string,
  specifier: string | undefined,
  { target, doors }: Doors & { readonly target: string | undefined },
): string | undefined {
  if (specifier === undefined) return "src/ imports literal specifiers only, so that layers show";
  if (specifier.startsWith("node:")) return "src/ is pure and imports no node: module";
  if (target === undefined) return undefined;
  if (isTestSource(file) && target.startsWith("fixtures/")) return undefined;
  if (!target.startsWith("src/")) {
    return "src/ imports from src/ only, its tests from fixtures/ too";
  }
  return doors.includes(file) ? undefined : brokenRuleOfRooms(file, target, doors);
}

function brokenRuleOfRooms(
  file: string,
  target: string,
  doors: readonly string[],
): string | undefined {
  if (target.startsWith("props/") || isMutant(target)) {
    return "what is judged is loaded at run time, never imported";
  }
  if (doors.includes(target)) {
    return file.startsWith("src/") ? "the entry points stand above all rooms" : undefined;
  }
  const [from, to] = [isTestSource(file) ? roomOfTest(file) : roomOf(file), roomOf(target)];
  return from === undefined || to === undefined ? undefined : brokenOrder(from, to);
}

/** The path that a relative specifier means, from the root of the project. */
function resolve(file: string, specifier: string | undefined): string | undefined {
  if (!specifier?.startsWith(".")) return undefined;
  return new URL(specifier, `file:///${file}`).pathname.slice(1);
}

/** Circles by the file that closes them, at the line of the import that does. */
function circleBreaches(facts: ReadonlyMap<string, SourceFacts>): Map<string, Breach[]> {
  const targets = new Map(
    [...facts].map(([file, { imports }]) => [
      file,
      imports.flatMap(({ specifier }) => resolve(file, specifier) ?? []),
    ]),
  );
  const breaches = new Map<string, Breach[]>();
  for (const circle of findCircles(targets)) {
    const [closing, first] = circle.slice(-2);
    const { line = 1 } = facts.get(closing)?.imports
      .find(({ specifier }) => resolve(closing, specifier) === first) ?? {};
    const breach = { line, rule: "files import in no circle", value: circle.join(" → ") };
    breaches.set(closing, [...breaches.get(closing) ?? [], breach]);
  }
  return breaches;
}

function mayClaimImport(target: string, doors: readonly string[]): boolean {
  return doors.includes(target) || /^scripts\/[^/]+$/.test(target) ||
    target.startsWith("fixtures/");
}

function isMutant(file: string): boolean {
  return file.startsWith("fixtures/mutants/") && !isTestSource(file);
}
