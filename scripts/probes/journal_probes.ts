/** A journal that someone edited is refused by whatever goes on with its run or joins it. */

import { type Guard, guard, type Probe, type Step } from "./probe.ts";
import { attest, edit, given } from "./steps.ts";

const JOURNAL = "out/journal.jsonl";
const PLANNED = "scripts/run_directory/planned_runs.ts";
const READ = "scripts/run_directory/read_journal.ts";
const OF_CASES = "src/verify/cases_contradiction.ts";
const OUTCOME = "src/verify/contradiction.ts";
const REPLICATES = "src/verify/replicates_contradiction.ts";

/** Changes the first result of the journal that is of this claim. */
const result = (claim: string, change: (line: string) => string): Step =>
  edit(JOURNAL, (text) => {
    const lines = text.split("\n");
    const at = lines.findIndex((line) => line.includes(`"claim":"${claim}","mutant":null`));
    lines[at] = change(lines[at]);
    return lines.join("\n");
  });

/** What is edited, how, what is said, and the line without which it would be taken. */
const JOURNALS: readonly [string, Step, said: string, Guard][] = [
  [
    "a line that is no result",
    result("A1", () => "not JSON"),
    "got not JSON",
    guard(
      READ,
      "throw new UsageError(`${path} must hold a result on line",
      "return undefined!; (`",
    ),
  ],
  [
    "a verdict without its counterexample",
    result("A1", (line) => line.replace('"verified"', '"refuted"')),
    "it is refuted, but holds no counterexample",
    guard(OF_CASES, "if (!counterexample) return", "if (counterexample === null) return"),
  ],
  [
    "fewer cases than were asked for",
    result("A1", (line) => line.replace('"cases":20', '"cases":2')),
    "it is verified after 2 cases of 20",
    guard(OF_CASES, "if (cases !== part.limit) return", "if (cases < 0) return"),
  ],
  [
    "more cases than were asked for",
    result("A1", (line) => line.replace('"cases":20', '"cases":2000')),
    "it has 2000 cases, of at most 20",
    guard(OUTCOME, "if (cases > most) return", "if (cases < 0) return"),
  ],
  [
    "a claim that is not asked for",
    result("A1", (line) => line.replace('"A1"', '"Z9"')),
    "does not ask for this claim",
    guard(
      PLANNED,
      "if (claim === undefined) throw refuse(",
      "if (claim === undefined) continue; (",
    ),
  ],
  [
    "a shard that it is not of",
    result("A1", (line) => line.replace('"shard":1', '"shard":2')),
    "the run does not have this shard",
    guard(PLANNED, "if (!plan.shards.run.includes(run.shard)) throw", "if (!plan) throw"),
  ],
  [
    "a mutant that there is not",
    result("A1", (line) => line.replace('"mutant":null', '"mutant":"none"')),
    "the claim has no such mutant",
    guard(PLANNED, 'return matrix ? "quick" : undefined;', 'return "quick";'),
  ],
  [
    "two results of one claim",
    result("A1", (line) => `${line}\n${line.replace('"cases":20', '"cases":19')}`),
    "must say one thing of A1, got another on line",
    guard(READ, "if (known !== undefined && known.text !== text) {", "if (text === '') {"),
  ],
  [
    "evidence that its effects do not have",
    result("B10", (line) => line.replace(/"for":[\d.]+/, '"for":99')),
    "its evidence is not that of its effects",
    guard(REPLICATES, "if (!sameEvidence(decider.logEvidence, logEvidence)) {", "if (!decider) {"),
  ],
  [
    "another verdict than its effects have",
    result("B10", (line) => line.replace('"verified"', '"refuted"')),
    "it is refuted, its effects are verified",
    guard(REPLICATES, "if (verdict !== decider.verdict) return", "if (!verdict) return"),
  ],
  [
    "effects that are gone",
    result("B10", (line) => line.replace(/"streams":\[\[[\d.]+,/, '"streams":[[')),
    "it holds ",
    guard(REPLICATES, "if (effects.length !== cases) return", "if (!effects) return"),
  ],
  [
    "the head of another run",
    edit(JOURNAL, (text) => text.replace('"seed":3', '"seed":4')),
    "must be the journal of the run in out/run.json",
    guard(READ, "if (line !== headOf(plan)) throw", "if (line === '') throw"),
  ],
];

/** All of them. */
export const JOURNAL_PROBES: readonly Probe[] = JOURNALS.map(([what, step, says, guard]) => ({
  name: `a journal with ${what} is refused`,
  part: 2,
  steps: [
    given("out", ["verify", "--profile", "quick", "--seed", "3", "--no-keep", "--out", "out"]),
    step,
    attest(["verify", "--no-keep", "--resume", "out"], { code: 2, says }),
    attest(["merge", "out", "--out", "merged"], { code: 2, says }),
  ],
  guards: [guard],
}));
