/** `attest verify`: claims are chosen, run, reported, and turned into an exit code. */

import { join } from "node:path";
import type { Profile } from "../src/claim.ts";
import type { RunFacts } from "../src/report/build.ts";
import { plural } from "../src/report/summary_text.ts";
import { referenceSubject } from "../src/subject.ts";
import type { ClaimResult } from "../src/verify.ts";
import { contentSeed, freshSeed } from "./content_seed.ts";
import { INTERRUPTED, listenForInterrupt } from "./interrupt.ts";
import { jsonText } from "./json_text.ts";
import { loadClaims } from "./load_claims.ts";
import { loadMutants } from "./load_mutants.ts";
import { powerOfClaims } from "./load_calibration.ts";
import { openOutput, writeResults } from "./output_directory.ts";
import { ProgressLine } from "./progress.ts";
import { reportFiles } from "./report_files.ts";
import { selectClaims } from "./select_claims.ts";
import { stdoutPaint, stdoutWidth, terminalWidth, writeError, writeOutput } from "./terminal.ts";
import { resultLines } from "./verdict_table.ts";
import { verifyAll } from "./verify_all.ts";

/** Arguments of `attest verify`, each checked on its own. */
export interface VerifyArguments {
  /** Ids and slugs; none stand for all. */
  readonly claim: readonly string[];
  readonly profile: Profile;
  readonly seed?: number;
  readonly out: string;
  readonly json: boolean;
  /** Run every claim on every mutant, as the deep profile does. */
  readonly matrix?: boolean;
  /** Workers that claims are spread over; as many as cores when absent. */
  readonly workers?: number;
}

/** Runs, and returns the exit code: 0 all as expected, 1 not, 130 interrupted. */
export async function runVerify(asked: VerifyArguments): Promise<number> {
  const { profile, claim: names } = asked;
  const claims = selectClaims(await loadClaims(), names);
  const seed = asked.seed ?? (profile === "deep" ? freshSeed() : await contentSeed());
  const started = new Date();
  const plan = {
    profile,
    seed,
    selected: names.length === 0 ? [] : claims.map(({ id }) => id),
    subject: referenceSubject.name,
    started: started.toISOString(),
    deno: Deno.version.deno,
    shards: { of: 1, run: [1] },
  };
  const mutants = asked.matrix || profile === "deep" ? await loadMutants() : undefined;
  await openOutput(asked.out, { schema: "attest-run/1", ...plan });
  const progress = stderrProgress();
  progress.note(`attest: ${plural(claims.length, "claim")}, profile ${profile}, seed ${seed}`);
  const interrupt = listenForInterrupt(() =>
    progress.note("attest: stopping after the current cases; Ctrl-C again stops at once")
  );
  try {
    const { stopped, stop } = interrupt;
    const { workers = navigator.hardwareConcurrency } = asked;
    const results = await verifyAll(claims, {
      ...{ seed, profile, progress, workers, stop },
      ...(mutants && { mutants }),
    });
    interrupt.hold();
    const finished = new Date();
    const seconds = (finished.getTime() - started.getTime()) / 1000;
    const run = { ...plan, finished: finished.toISOString(), seconds, interrupted: stopped() };
    const code = await conclude(results, {
      ...asked,
      run,
      mutants: mutants?.map(({ name }) => name),
    });
    if (profile === "deep" && !run.interrupted) {
      // The report is written, so the figures may be cut short.
      interrupt.release();
      progress.note("attest: measuring the figures, about a minute");
      await (await import("./figures.ts")).writeFigures(asked.out, { seed, profile });
    }
    return code;
  } finally {
    interrupt.release();
  }
}

/** Writes the files and prints the result; what cannot be written is still printed. */
async function conclude(
  results: readonly ClaimResult[],
  { run, mutants, out: directory, json }: VerifyArguments & {
    readonly run: RunFacts;
    readonly mutants: readonly string[] | undefined;
  },
): Promise<number> {
  const out = join(directory, "/");
  const { report, files } = reportFiles(results, {
    run,
    out,
    mutants,
    power: await powerOfClaims(),
  });
  try {
    await writeResults(directory, files);
  } finally {
    const print = { width: stdoutWidth(), paint: stdoutPaint(), out };
    writeOutput(json ? jsonText(report) : `${resultLines(report, print).join("\n")}\n`);
  }
  if (run.interrupted) return INTERRUPTED;
  return report.run.ok ? 0 : 1;
}

function stderrProgress(): ProgressLine {
  return new ProgressLine({
    live: Deno.stderr.isTerminal(),
    width: terminalWidth,
    write: writeError,
    now: () => performance.now(),
  });
}
