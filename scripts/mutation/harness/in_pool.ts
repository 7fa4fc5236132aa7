/** Mistakes in who runs what, and in what becomes of what does not come back. */

import { mistakesIn, testsIn } from "./harness_mutation.ts";

const pool = (...names: readonly string[]) => testsIn("scripts/pool", ...names);

/** In scripts/pool. */
export const IN_POOL = [
  ...mistakesIn("scripts/pool/confirmations.ts", pool("confirmations"), [
    // Repeats are skipped.
    ["if (isSure(job, outcome) || samples.length === 0) return false;", "return false;"],
    ["isSure(job, outcome) || samples.length === 0", "isSure(job, outcome) || samples.length < 9"],
    ["job.mutant === undefined ? outcome.counterexample : undefined", "undefined"],
    ["if (difference === undefined) return result;", "return result;"],
    ['return verdict === "undecided" || other;', 'return verdict !== "refuted" || other;'],
    ['return verdict === "undecided" || other;', 'return verdict !== "verified" || other;'],
    ["samples: unconfirmed.samples };", "samples: [] };"],
    ["unconfirmed.isTaken || isOthers || !isWanted(job)", "unconfirmed.isTaken || isOthers"],
    ["unconfirmed.isTaken || isOthers || !isWanted(job)", "unconfirmed.isTaken || !isWanted(job)"],
    ["if (own === taker) this.#takers.delete(id);", "void [id, own];"],
    ["unconfirmed.isTaken = true;", ""],
  ]),
  ...mistakesIn("scripts/pool/samples.ts", pool("samples"), [
    ["if (computedText(computed) === computedText(again)) return undefined;", "return undefined;"],
    ["ends.toReversed()", "ends.slice(0, 1)", pool("confirmations")],
    [
      '[...numbers, { kind: "counterexample", entry: counterexample }]',
      "numbers",
      pool("confirmations"),
    ],
    ["encodeSpec({ spec, cells: [...cells], by,", "encodeSpec({ cells: [...cells], by,"],
    ["cells: [...cells], by, got", "by, got"],
    ["by, got, wanted, what, effect, crash }", "got, wanted, what, effect, crash }"],
    ["got, wanted, what, effect, crash }", "effect, crash }"],
    ["what, effect, crash }", "what, crash }"],
    ["what, effect, crash }", "what, effect }"],
  ]),
  ...mistakesIn("scripts/pool/repeat.ts", pool("samples"), [
    ["for (const sample of samples) {", "for (const sample of samples.slice(0, 1)) {"],
    // A repeat that died is settled as the same.
    [
      'if (typeof again === "string") return',
      'if (typeof again === "string") continue; else if (false) return',
    ],
    ["if (difference === undefined) continue;", "continue;"],
    ["{ ...OTHER_WORLD, clock: OTHER_DAY }", "{ ...OTHER_WORLD, random: 2 }"],
    ["{ ...OTHER_WORLD, random: 2 }],", "OTHER_WORLD],"],
    ["return { spec, cells: [], margin };", "return { spec, cells: [] };"],
    // The wrong world: that in which they were computed.
    ["OTHER_WORLD: Guise = { clock: ONE_DAY, random: 1 };", "OTHER_WORLD: Guise = {};", {
      ...pool("repeat"),
      filter: "1 workers",
    }],
  ]),
  ...mistakesIn("scripts/pool/worker_pool.ts", { ...pool("repeat"), filter: "1 workers" }, [
    ["const claim = this.#claimOf(job, OTHER_WORLD);", "const claim = this.#claimOf(job);"],
    ["difference: await repeatDifference(samples, {", "difference: await repeatDifference([], {"],
    ["|| this.#guise !== guise", ""],
  ]),
  ...mistakesIn("scripts/pool/job_board.ts", pool("job_board"), [
    [
      "if (!this.#unconfirmed.add(job, result, ends)) this.#conclude(job, result);",
      "if (true) this.#conclude(job, result);",
    ],
    ["if (this.#open.has(job)) {", "{", pool("job_board_late")],
    ["else if (!this.#unconfirmed.has(job)) this", "else this", pool("job_board_late")],
    [
      'result.kind === "repeated" ? result.difference : "it was not computed again"',
      'result.kind === "repeated" ? result.difference : undefined',
    ],
    ['result.kind === "repeated" ? result.difference : "it was not computed again"', "undefined"],
    // A dead worker is taken for verified.
    [
      'outcome: outcome ?? undecided(0, crashed("its process ended"))',
      'outcome: outcome ?? { verdict: "verified", cases: 0 }',
    ],
    ["begunBefore(claimPatience)", "begunBefore(Infinity)"],
    ["this.#waiting.has(id) || [...this.#open].some(({ claimId }) => claimId === id)", "true"],
    ["this.#unconfirmed.drop(job);\n      this.#conclude(job, {", "this.#conclude(job, {"],
    ["for (const job of this.#waiting.takeAll(id)) {", "for (const job of [] as ClaimJob[]) {"],
    [
      "const outcome = undecided(this.#runs.countOf(job), obstacle);",
      'const outcome: Outcome = { verdict: "verified", cases: 9 };',
    ],
    ["this.#unconfirmed.has(job) || this.#runs.countOf(job) === 0", "this.#unconfirmed.has(job)"],
    ['if (result.kind === "unread") run.giveBack(block);\n    else if', "if"],
    [
      'else if (result.kind === "died") this.#tell(job, run.lose(block, result.reason), before);',
      "",
    ],
    ['else if (result.kind === "done") run.refuse(result.outcome);', ""],
    [
      "return this.#open.size === 0 && !this.#mayBegin;",
      "return this.#open.size === 0;",
      pool("job_board_late"),
    ],
    ["else if (isStopped(this.#options.stop)) this.#forget(job);", "", pool("job_board_late")],
    [
      "outcome: undecided(0, crashed(describeError(error))), seconds: 0",
      'outcome: { verdict: "verified", cases: 0 }, seconds: 0',
      pool("job_board_late"),
    ],
  ]),
  ...mistakesIn("scripts/pool/waiting_jobs.ts", pool("job_board", "job_board_late"), [
    ["this.#secondsOf(id) > seconds", "false"],
    ["return begun === undefined ? 0 :", "return begun !== undefined ? 0 :"],
    ["this.#waiting.delete(id);\n    return jobs;", "return jobs;"],
    ["return this.#waiting.size === 0;", "return true;"],
    ["const job = this.#waiting.get(id)?.shift();", "const job = this.#waiting.get(id)?.[0];"],
  ]),
  ...mistakesIn("scripts/pool/open_runs.ts", pool("job_board", "confirmations"), [
    [
      "this.#cases.get(job)?.interrupted() ?? this.#replicates.get(job)!.stop()",
      "this.#cases.get(job)!.outcome()",
    ],
    ["this.#cases.get(job)?.ends ?? this.#replicates.get(job)?.ends ?? []", "[]"],
    ["this.#cases.get(job)?.cases ?? this.#replicates.get(job)?.effects ?? 0", "0"],
  ]),
];
