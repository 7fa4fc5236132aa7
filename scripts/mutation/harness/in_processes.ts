/** Mistakes in what is asked of the processes of claims, and in what is taken for an answer. */

import { mistakesIn, testsIn } from "./harness_mutation.ts";

const pool = (...names: readonly string[]) => testsIn("scripts/pool", ...names);
const KEPT = {
  ...testsIn("scripts/project", "corpus"),
  filter: "a failing case is kept, and is the first",
};
const JOINED = { ...testsIn("scripts/commands", "shards"), filter: "four processes, joined" };
const RESUMED = {
  ...testsIn("scripts/commands", "resume"),
  filter: "nothing that is in the journal",
};

const CUT_OFF = { ...RESUMED, filter: "a line that was cut off" };

/** In scripts/pool. */
export const IN_PROCESSES = [
  ...mistakesIn("scripts/pool/loaded_claim.ts", pool("loaded_claim"), [
    [
      'if (obstacle !== undefined) {\n      return { kind: "done"',
      'if (false) {\n      return { kind: "done"',
    ],
    [
      'if (reply.kind !== "card") return obstacleOf(reply);',
      'if (reply.kind !== "card") return undefined;',
      pool("loaded_claim_needs"),
    ],
    ["if (isSameCard(reply.card, listed)) return undefined;", "return undefined;"],
    // Kept cases are not replayed.
    [
      "const forced = job.kept && await this.#replay(job, job.kept);",
      "const forced = undefined as Outcome | undefined;",
    ],
    ["if (forced) return", "if (false) return"],
    ['if (reply.kind !== "ran") {', "if (false) {"],
    ["run.noteReads(reply.read);", "", pool("loaded_claim_needs")],
    ["run.take(taken);\n", ""],
    ["this.#process.end(`it sent cases that nobody asked for: ${(error as Error).message}`);", ""],
    ['else if (note.kind === "shrunk" && !run.shrink(note)) {', "else if (false) {"],
    [
      'if (reply.kind === "unread") return { kind: "unread" };',
      'if (reply.kind === "unread") return { kind: "empty" };',
    ],
    ['if (reply.kind === "ended") return { kind: "died", reason: reply.reason };', ""],
    ["done > block.count ||", ""],
    ["effects.length !== done ||", ""],
    ["|| settings.length < done", ""],
    ["if (silent > patience) {", "if (false) {"],
    [
      'reply.kind === "repeated" ? reply as Computed : obstacleOf(reply).reason',
      "reply as Computed",
      pool("loaded_claim_needs"),
    ],
    ["read: reply.read,\n", "read: [],\n", pool("loaded_claim_needs")],
  ]),
  ...mistakesIn("scripts/pool/verify_all.ts", KEPT, [
    ["!known.has(jobKey(nameOfJob(job)))", "true", RESUMED],
    ["const runs = [...done.map((run) => heldOf(run, of)), ", "const runs: JobRun[] = [", CUT_OFF],
    ["runs.push(heldOf(run, of));", "", JOINED],
  ]),
  ...mistakesIn("scripts/pool/jobs_of.ts", KEPT, [
    // Only the first mutant is tested.
    [
      "const own = opponentsOf(claim).map(",
      "const own = opponentsOf(claim).slice(0, 1).map(",
      JOINED,
    ],
    ["...(replay && { kept: replay }),", ""],
    ["shard.index === 1 ? kept.get(id) : undefined", "undefined"],
  ]),
];
