/**
 * Makes one mistake after the other in a copy of the harness, and runs the tests that are to notice. Prints those
 * that none notices and exits 1 when there are any; exits 2 on a mistake that cannot be made, or tests that fail
 * without one.
 *
 * `mutate_harness.ts [TEXT…]`: only mistakes whose file or text holds one of the texts. Run by
 * `deno task mutate:harness`; types are not checked.
 */

import "../../terminal/uncaught.ts";
import { fileURLToPath } from "node:url";
import { Command, InvalidArgumentError } from "commander";
import { randomStream } from "../../../src/prng.ts";
import { ROOT, SCRATCH } from "../../base/paths.ts";
import { UsageError } from "../../base/usage_error.ts";
import { writeError, writeOutput } from "../../terminal/terminal.ts";
import { copyTree, readTree, withText } from "../mutation_runs.ts";
import { HARNESS_MUTATIONS } from "./all_mutations.ts";
import { type HarnessMutation, mistakeText, withMistake } from "./harness_mutation.ts";
import { runTests } from "./test_runs.ts";

/** Copies that mistakes are made in, side by side. */
const PARALLEL = 2;
/** What tests of the harness need to find, beside what all tests do. */
const BESIDE = [".ci", "LICENSE", "README.md", "deno.jsr.json"];

const program = new Command("mutate:harness")
  .description("make mistakes in the harness, and see whether its tests notice")
  .argument("[text...]", "only those whose file or text holds one of these")
  .option("--sample <n>", "only so many, drawn at random", wholeNumber)
  .option("--seed <n>", "what the draw starts from", wholeNumber, 1)
  .option(
    "--timeout <seconds>",
    "most time for one; running out of it is noticing",
    wholeNumber,
    90,
  )
  .parse();
const { sample, seed, timeout } = program.opts<
  { sample?: number; seed: number; timeout: number }
>();

const chosen = drawn(HARNESS_MUTATIONS.filter((mutation) =>
  program.args.length === 0 ||
  program.args.some((text) => [mutation.file, mutation.find].some((own) => own.includes(text)))
));
if (chosen.length === 0) throw new UsageError(`no mistake is in ${program.args.join(", ")}`);
const tree = await readTree(ROOT, BESIDE);
const texts = new Map(chosen.map((mutation) => [mutation, textOf(mutation)]));
await Deno.mkdir(SCRATCH, { recursive: true });
const folder = await Deno.makeTempDir({ dir: fileURLToPath(SCRATCH), prefix: "harness-" });
const copies = Array.from({ length: PARALLEL }, (_, k) => `${folder}/${k}`);
try {
  for (const copy of copies) await copyTree(tree, copy);
  await requireWhole();
} catch (error) {
  await Deno.remove(folder, { recursive: true });
  throw error;
}

const waiting = [...chosen];
const survivors: HarnessMutation[] = [];
let done = 0;
await Promise.all(copies.map(async (copy) => {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    await tryIn(copy, next);
  }
}));
await Deno.remove(folder, { recursive: true });
for (const survivor of survivors) writeOutput(`survived ${mistakeText(survivor)}\n`);
const from = sample === undefined ? "" : `, drawn with seed ${seed}`;
writeOutput(
  `harness: ${chosen.length} mistakes${from}, ${survivors.length} that no test notices\n`,
);
Deno.exit(survivors.length > 0 ? 1 : 0);

async function tryIn(copy: string, mutation: HarnessMutation): Promise<void> {
  const [original, text] = [tree.get(mutation.file)!, texts.get(mutation)!];
  const noticed = await withText(`${copy}/${mutation.file}`, { original, text }, async () => {
    for (const file of mutation.killedBy) {
      const run = { copy, timeout, filter: mutation.filter };
      let { end } = await runTests([file], run);
      // Twice, for a machine that stood still has noticed nothing.
      if (end === "ran out of time") ({ end } = await runTests([file], run));
      // A file that does not load has tested nothing.
      if (end !== "passed" && end !== "broken") return `${end}: ${file}`;
    }
    return undefined;
  });
  if (noticed === undefined) survivors.push(mutation);
  writeError(`${++done}/${chosen.length} ${mistakeText(mutation)}: ${noticed ?? "survived"}\n`);
}

/** Tests that fail anyway would seem to notice everything. */
async function requireWhole(): Promise<void> {
  const asked = new Map<string, Parameters<typeof runTests>>();
  for (const { killedBy, filter } of chosen) {
    for (const file of killedBy) {
      asked.set(JSON.stringify([file, filter]), [[file], { copy: "", timeout, filter }]);
    }
  }
  const queue = [...asked.values()];
  await Promise.all(copies.map(async (copy) => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [[file], options] = next;
      let { end, output } = await runTests([file], { ...options, copy });
      // Some have seconds to keep, which a busy machine costs them.
      if (end !== "passed") ({ end, output } = await runTests([file], { ...options, copy }));
      if (end === "passed") continue;
      writeError(`${output.slice(-2000)}\n`);
      throw new UsageError(`${file} must pass without a mistake, got one that ${end}`);
    }
  }));
}

function textOf(mutation: HarnessMutation): string {
  try {
    return withMistake(mutation, tree.get(mutation.file) ?? "");
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function drawn(from: readonly HarnessMutation[]): readonly HarnessMutation[] {
  if (sample === undefined) return from;
  const stream = randomStream(seed, "harness mutations");
  const keys = new Map(from.map((mutation) => [mutation, stream.uniform()]));
  return from.toSorted((a, b) => keys.get(a)! - keys.get(b)!).slice(0, sample);
}

function wholeNumber(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(value);
}
