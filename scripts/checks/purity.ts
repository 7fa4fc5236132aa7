/** What a file of src/ may not mention, and what no claim may write down. */

import { isTestSource } from "../base/test_source.ts";
import type { SourceFacts } from "./source_facts.ts";

/** A breach of a rule, in a file known from elsewhere. */
export interface Breach {
  /** Line, from 1. */
  readonly line: number;
  /** What is asked. */
  readonly rule: string;
  /** What stands there. */
  readonly value: string;
}

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

/** Mentions in src/ of time, randomness, output and the machine. */
export function purityBreaches(file: string, { mentions }: SourceFacts): Breach[] {
  if (!file.startsWith("src/")) return [];
  const rule = "src/ is pure: time, randomness and output are arguments";
  return mentions
    .filter(({ name }) => isImpure(name) && !(isTestSource(file) && isTestInterface(name)))
    .map(({ line, name }) => ({ line, rule, value: name }));
}

function isImpure(name: string): boolean {
  return IMPURE.has(name) || IMPURE.has(name.replace(/^new /, "").replace(/[.(].*/, ""));
}

function isTestInterface(name: string): boolean {
  return name === "Deno.test" || name === "Deno.TestContext";
}

/** What draws by another seed than the one that tests are given. */
const UNSEEDED = new Set([
  "Math.random",
  "crypto.getRandomValues",
  "crypto.randomUUID",
  "fc.assert",
  "fc.check",
  "fc.configureGlobal",
  "fc.sample",
  "fc.statistics",
  "freshSeed",
]);

/** Where tests get their draws from, and where the seed that no one can foresee is made. */
const SEEDING = /^(fixtures\/random|scripts\/project)\//;

/** Draws in tests by a seed of their own, or by none; claims have their harness. */
export function drawBreaches(file: string, { literalStreams, mentions }: SourceFacts): Breach[] {
  if (!isTestSource(file) || file.startsWith("props/") || SEEDING.test(file)) return [];
  const rule = "a test draws by fixtures/random/, whose seed is given";
  const unseeded = mentions.filter(({ name }) => UNSEEDED.has(name.replace(/\(\)$/, "")))
    .map(({ line, name }) => ({ line, value: name }));
  return [...unseeded, ...literalStreams].map((breach) => ({ ...breach, rule }));
}

/** Seeds as literals in claims, and in the scripts that claims import. */
export function seedBreaches(file: string, { literalSeeds }: SourceFacts): Breach[] {
  if (!file.startsWith("props/") && !/^scripts\/[^/]+$/.test(file)) return [];
  const rule = "a seed is given or derived, never written down";
  return literalSeeds.map(({ line, value }) => ({ line, rule, value: `seed: ${value}` }));
}
