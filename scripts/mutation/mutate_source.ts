/**
 * Do the tests notice small mistakes? Puts each single-token mutation of the layers below to the fast tests, on a
 * copy of the tree, and exits 1 when too many survive or when the list of equivalent ones is wrong.
 *
 * Run by `deno task mutate`; types are not checked, so a mutation that no compiler would let pass is run too.
 */

import "../terminal/uncaught.ts";
import { Command, InvalidArgumentError } from "commander";
import { randomStream } from "../../src/prng.ts";
import { dependents } from "./dependents.ts";
import { ROOT } from "../base/paths.ts";
import { jsonText } from "../base/json_text.ts";
import { isTestSource } from "../base/test_source.ts";
import {
  entryText,
  type Equivalent,
  isListed,
  readEquivalents,
  staleEntries,
} from "./equivalent_mutations.ts";
import { copyTree, firstFailure, readTree, type Stage, tryMutation } from "./mutation_runs.ts";
import { type Fate, killedShare, mutationText, tally } from "./mutation_verdicts.ts";
import { type FileMutation, findMutations } from "./source_mutations.ts";
import { UsageError } from "../base/usage_error.ts";
import { writeError, writeOutput } from "../terminal/terminal.ts";

/** Whose sources are mutated. */
const LAYERS = ["src/model/", "src/training/", "src/measurement/", "src/decision/"];
/** Tests that need another library, with a configuration of their own. */
const ORACLES = "scripts/oracles/";
/** Through which tests draw: what they draw by is tested by all of them. */
const RANDOM = "fixtures/random/";
/** Share of mutations that the tests have to kill. */
const WANTED = 0.9;
/** Trees that mutations are tried on, side by side. */
const PARALLEL = 2;
const LIST = "fixtures/equivalent_mutations.json";

function wholeNumber(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(value);
}

const { files: only = [], sample, seed, timeout, json = false, scratch } = new Command("mutate")
  .description("put single-token mutations of the sources to the fast tests")
  .option("--files <path...>", "only these files or folders")
  .option("--sample <n>", "only so many, drawn at random", wholeNumber)
  .option("--seed <n>", "what the draw and the claims start from", wholeNumber, 1)
  .option(
    "--timeout <seconds>",
    "most time for one mutation; running out of it kills",
    wholeNumber,
    60,
  )
  .option("--scratch <dir>", "where the copies of the tree go", ".attest/mutate")
  .option("--json", "print the fates as JSON")
  .parse()
  .opts<{
    files?: string[];
    sample?: number;
    seed: number;
    timeout: number;
    json?: boolean;
    scratch: string;
  }>();

const tree = await readTree(ROOT);
const sources = new Map(
  [...tree].filter(([path]) =>
    [ORACLES, RANDOM, "src/"].some((folder) => path.startsWith(folder)) && path.endsWith(".ts")
  ),
);
const chosen = [...sources.keys()].filter((path) =>
  LAYERS.some((layer) => path.startsWith(layer)) && !isTestSource(path) &&
  (only.length === 0 || only.some((asked) => isUnder(path, asked)))
);
const strange = only.filter((asked) => !chosen.some((path) => isUnder(path, asked)));
if (strange.length > 0) {
  writeError(`--files must name sources of ${LAYERS.join(", ")}, got ${strange.join(", ")}\n`);
  Deno.exit(2);
}
const every: FileMutation[] = chosen.flatMap((file) =>
  findMutations(sources.get(file)!).map((mutation) => ({ file, ...mutation }))
);
const list = listed(tree.get(LIST) ?? "[]");
// Said before the hour, not after it.
for (const entry of staleEntries(list, every)) {
  writeError(`${LIST}: an entry is a mutation of its file, got ${entryText(entry)}\n`);
  Deno.exitCode = 2;
}
if (Deno.exitCode !== 0) Deno.exit();
const mutations = sample === undefined ? every : draw(every, sample);

const universal: Stage = {
  name: "the universal claims",
  script: "scripts/mutation/quick_universal.ts",
  args: [String(seed)],
};
const reach = dependents(sources);
const stages = (file: string): Stage[] => {
  const own = file.replace(/\.ts$/, "_test.ts");
  // Reports are far from the numbers, and slow to test.
  const tests = reach(file).filter((path) =>
    path.endsWith("_test.ts") && path !== own && !path.startsWith("src/report/")
  );
  return [
    ...(sources.has(own) ? [{ name: own, tests: [own] }] : []),
    ...unitStages(tests),
    universal,
  ];
};
function unitStages(tests: readonly string[]): Stage[] {
  const oracles = tests.filter((path) => path.startsWith(ORACLES));
  const unit = tests.filter((path) => !path.startsWith(ORACLES));
  return [
    { name: "the unit tests", tests: unit },
    { name: "the oracles", tests: oracles, config: `${ORACLES}deno.json` },
  ].filter((stage) => stage.tests.length > 0);
}

const copies = Array.from({ length: PARALLEL }, (_, k) => `${scratch}/${k}`);
for (const copy of copies) await copyTree(tree, copy);
// A failure without any mutation would make every one look killed.
const unit = new Set(
  chosen.flatMap((file) => stages(file).flatMap((s) => "tests" in s ? s.tests : [])),
);
const failed = await firstFailure(
  [...unitStages([...unit]), universal],
  { copy: copies[0], signal: AbortSignal.timeout(10 * timeout * 1000) },
);
if (failed !== undefined) {
  writeError(`the tests must pass without a mutation, got a failure of ${failed}\n`);
  Deno.exit(1);
}
const fates: Fate[] = new Array(mutations.length);
let next = 0;
let done = 0;
await Promise.all(copies.map(async (copy) => {
  while (next < mutations.length) {
    const k = next++;
    const mutation = mutations[k];
    const original = sources.get(mutation.file)!;
    const by = await tryMutation(mutation, {
      original,
      copy,
      stages: stages(mutation.file),
      timeout,
    });
    fates[k] = { mutation, killed: by !== undefined, by };
    const fate = by === undefined ? "survived" : `killed by ${by}`;
    writeError(`${++done}/${mutations.length} ${mutationText(mutation)}: ${fate}\n`);
  }
}));
Deno.exit(report(fates) ? 0 : 1);

function isUnder(path: string, asked: string): boolean {
  return path === asked || path.startsWith(`${asked.replace(/\/$/, "")}/`);
}

/** The entries of the list that are about what was asked for. */
function listed(text: string): Equivalent[] {
  try {
    return readEquivalents(text, LIST)
      .filter(({ file }) => only.length === 0 || only.some((asked) => isUnder(file, asked)));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    writeError(`${error.message}\n`);
    Deno.exit(2);
  }
}

function draw(from: readonly FileMutation[], count: number): FileMutation[] {
  const stream = randomStream(seed, "mutations");
  return from.map((mutation) => ({ mutation, key: stream.uniform() }))
    .sort((a, b) => a.key - b.key).slice(0, count).map(({ mutation }) => mutation)
    .sort((a, b) => a.file < b.file ? -1 : a.file > b.file ? 1 : a.start - b.start);
}

/** Prints what came out; true when all is well. */
function report(fates: readonly Fate[]): boolean {
  const all = tally(fates, list);
  const wrong = fates.filter(({ mutation, killed }) => killed && isListed(list, mutation));
  const survivors = fates.filter(({ mutation, killed }) => !killed && !isListed(list, mutation));
  if (json) {
    writeOutput(jsonText({ ...all, share: killedShare(all), fates }));
  } else {
    for (const file of chosen) {
      const own = tally(fates.filter(({ mutation }) => mutation.file === file), list);
      const { killed, survived, equivalent } = own;
      if (killed + survived + equivalent === 0) continue;
      writeOutput(`${file}: ${killed} killed, ${survived} survived, ${equivalent} equivalent\n`);
    }
    for (const { mutation } of survivors) writeOutput(`survived ${mutationText(mutation)}\n`);
  }
  for (const { mutation, by } of wrong) {
    writeError(`${LIST}: ${mutationText(mutation)} is listed, but ${by} kills it\n`);
  }
  const share = killedShare(all);
  writeError(`${(100 * share).toFixed(1)} % of ${all.killed + all.survived} mutations killed\n`);
  return share >= WANTED && wrong.length === 0;
}
