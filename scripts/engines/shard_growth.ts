/**
 * What shards cost and bring: one run, whole and in 2, 4, 8 and 16 shards, one after the other on this machine;
 * `deno task shards [CLAIM…]` prints a table.
 *
 * A shard's time is taken as its cases and replicates at the pace of the whole run, for what else the machine is at
 * would count for more than what a shard spares; starting, a second or two for each shard, comes on top.
 */

import "../terminal/uncaught.ts";
import { fileURLToPath } from "node:url";
import type { JobRun } from "../../src/verify/assemble_claim.ts";
import { reportSchema } from "../../src/report/schema.ts";
import { SCRATCH } from "../base/paths.ts";
import { UsageError } from "../base/usage_error.ts";
import { makeBundle } from "../bundle/make_bundle.ts";
import { readJournal } from "../run_directory/read_journal.ts";
import { readPlan } from "../run_directory/run_plan.ts";
import { writeError, writeOutput } from "../terminal/terminal.ts";
import { growthRow, growthTable, type Joined } from "./growth_table.ts";

const SHARDS = [1, 2, 4, 8, 16];
/** Claims of all kinds that are quick. */
const CLAIMS = ["A7", "C4", "A11.answers", "A11.time"];

async function attest(at: string, ...args: readonly string[]): Promise<void> {
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", "attest", ...args],
    cwd: `${at}/bundle`,
    env: { INIT_CWD: at },
    stdin: "null",
    stdout: "null",
  }).output();
  // 1 is a verdict that is not the expected one: that too many shards cost one is worth a row.
  if (code > 1) {
    throw new UsageError(
      `attest ${args.join(" ")} must run, got ${new TextDecoder().decode(stderr)}`,
    );
  }
}

async function resultsIn(directory: string): Promise<readonly JobRun[]> {
  return (await readJournal(directory, await readPlan(directory)))!.runs;
}

/** The run in so many shards, joined. */
async function runIn(folder: string, of: number, claims: readonly string[]): Promise<Joined> {
  const parts: string[] = [];
  for (let index = 1; index <= of; index++) {
    const out = `${folder}/${index}-of-${of}`;
    const asked = ["--claim", claims.join(","), "--seed", "1", "--no-keep", "--out", out];
    await attest(folder, "verify", ...asked, "--shard", `${index}/${of}`);
    parts.push(out);
    writeError(`shard ${index} of ${of}\n`);
  }
  const joined = `${folder}/joined-${of}`;
  await attest(folder, "merge", ...parts, "--out", joined);
  const report = JSON.parse(await Deno.readTextFile(`${joined}/report.json`));
  return { of, report: reportSchema.parse(report), runs: await resultsIn(joined) };
}

await Deno.mkdir(SCRATCH, { recursive: true });
const folder = await Deno.makeTempDir({ dir: fileURLToPath(SCRATCH), prefix: "shards-" });
try {
  const claims = Deno.args.length > 0 ? Deno.args : CLAIMS;
  // Sources that change meanwhile would make it another run.
  await makeBundle(`${folder}/bundle`);
  const whole = await runIn(folder, SHARDS[0], claims);
  const rows = [growthRow(whole, whole)];
  for (const of of SHARDS.slice(1)) rows.push(growthRow(await runIn(folder, of, claims), whole));
  writeOutput(`${claims.join(", ")}, profile ci, seed 1\n\n${growthTable(rows)}`);
} finally {
  await Deno.remove(folder, { recursive: true });
}
