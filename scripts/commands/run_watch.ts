/** `attest verify --watch`: what an edit touches is run at once, until Ctrl-C. */

import { ROOT } from "../base/paths.ts";
import { givenProject, project, projectPath } from "../base/project.ts";
import type { ClaimCard } from "../judged/claim_card.ts";
import { listClaims } from "../judged/list_claims.ts";
import { CLAIM_PATIENCE, PATIENCE } from "../pool/patience.ts";
import { isNamed, selectClaims } from "../project/select_claims.ts";
import { lastVerdicts } from "../run_directory/last_verdicts.ts";
import { listenForInterrupt } from "../terminal/interrupt.ts";
import { writeError } from "../terminal/terminal.ts";
import { ClaimWatch } from "../watch/watch_claims.ts";
import type { WatchOptions } from "../watch/watch_messages.ts";
import { INTERRUPTED } from "../../src/report/conclusion.ts";
import { plural } from "../../src/report/text/summary.ts";
import type { VerifyArguments } from "./verify_arguments.ts";

/** Watches until it is interrupted, which is its exit code. */
export async function runWatch(asked: VerifyArguments): Promise<number> {
  let watch: ClaimWatch | undefined;
  let isOver = false;
  const interrupt = listenForInterrupt(() => {
    isOver = true;
    watch?.end();
  });
  try {
    const [claims, { verdicts }] = await Promise.all([listClaims(), lastVerdicts()]);
    const chosen = selectClaims(claims, asked.claim);
    const byFile = new Map(claims.map((claim) => [fileOf(claim), claim]));
    watch = new ClaimWatch({
      roots: { attest: ROOT, project: project().root },
      options: optionsOf(asked),
      first: asked.claim.length === 0 ? [] : chosen.map(fileOf),
      red: chosen.filter(({ id, expected }) => (verdicts.get(id) ?? expected) !== expected)
        .map(fileOf),
      isWanted(file) {
        const claim = byFile.get(file);
        return claim === undefined || asked.claim.length === 0 ||
          asked.claim.some((name) => isNamed(claim, name));
      },
      isQuick: (file) => byFile.get(file)?.unit === "cases",
      note,
    });
    note(`attest: watching ${plural(chosen.length, "claim")} and what they import; Ctrl-C ends it`);
    if (!isOver) await watch.run();
    return INTERRUPTED;
  } finally {
    interrupt.release();
  }
}

function optionsOf(
  { claim, profile, seed, workers, limit, claimLimit }: VerifyArguments,
): WatchOptions {
  const given = givenProject();
  return {
    ...{ claim, profile, ...(seed !== undefined && { seed }) },
    ...(given !== undefined && { project: { path: projectPath(), given } }),
    workers: workers ?? navigator.hardwareConcurrency,
    patience: limit ?? PATIENCE[profile],
    claimPatience: claimLimit ?? CLAIM_PATIENCE[profile],
  };
}

function fileOf({ slug }: Pick<ClaimCard, "slug">): string {
  return `${slug}_test.ts`;
}

function note(line: string): void {
  writeError(`${line}\n`);
}
