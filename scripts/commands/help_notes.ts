/** What help says behind the options of a command; no line is longer than 80 characters. */

/** How the command line is started, for its examples. */
export interface Started {
  /** `deno task`, or what stands for it. */
  readonly task: string;
}

/** Of attest as a whole: exit codes, and every abbreviation that is printed. */
export const PROGRAM_NOTES = ({ task }: Started): string => `
Exit codes:
  0    every claim is as expected
  1    a claim is not as expected
  2    the arguments, a file or a directory cannot be used
  130  interrupted; what was decided is in the report
  70   a mistake in attest itself

Words:
  claim      a sentence of the theory that runs; A… and B… are of the two
             papers, C… standard facts, H1 the headline, M… the model itself
  ID         kind of claim: two numbers are the same, up to rounding
  INEQ       one number is at most another, in every case
  LIM        a limit, reached within a stated margin
  EXP        a statement about a mean, decided by statistics
  verified   it held; refuted: it did not; undecided: neither is sure
  (expected) behind refuted: the claim is known to be false
  ✗          not as expected
  cases      generated inputs of a claim about all of them; replicates:
             independent experiments of a claim about a mean
  margin     how far a case is from breaking its rule; below 0 it does
  2 % of tolerance 1e-10
             a margin too, of what may differ by rounding: how much of that does
  exact      a margin of what must be equal, and is
  effect     what a replicate measures, with its interval: 0.5 [0.4, 0.6]
  e-value    what a bet against the opposite of a claim has paid; it
             decides at 200 000, which chance reaches once in 200 000 at most
  stratum    a part of the regime, in which a claim is decided by itself
  mutants    wrong models that the claim must refute: 3/3 are refuted
  rivals     wrong laws, likewise
  profile    how much is spent: quick, ci or deep
  shard      a part of a run, for one of several machines
  —          there is nothing to tell

Examples:
  ${task} attest list
  ${task} attest verify --claim A7 --profile quick
  ${task} attest verify --claim A7 --watch
  ${task} attest verify --project ../my-claims`;

/** Of `verify`. */
export const VERIFY_NOTES = ({ task }: Started): string => `
Writes DIR/report.json, DIR/report.md, DIR/junit.xml, DIR/ctrf.json and
DIR/counterexamples/; Ctrl-C keeps what is decided, and so does
DIR/journal.jsonl when the run is killed: \`--resume DIR\` goes on from there.
The seed follows from the sources unless it is given, so running again is the
same run. The deep profile takes a fresh one. DIR must be new, empty or that of
an earlier run, which is replaced. Relative paths begin where attest is called.
\`--watch\` runs claims whose file, or whatever it imports, was edited: what
failed last first, the reference model before the mutants. \`attest --help\`
explains the words.

Examples:
  ${task} verify
  ${task} verify --claim A7 B10 --profile quick
  ${task} verify --claim A7 --watch
  ${task} verify --profile deep --seed 1 --out nightly`;

/** Of `merge`. */
export const MERGE_NOTES = ({ task }: Started): string => `
Shards must be of one run: the same sources, claims, profile and seed. Cases
add up to exactly those of a run that is not split; e-values multiply. A shard
that is missing leaves its claims undecided, one that is given twice counts
once. Failing cases of shards are kept here, for the whole run at once.

Examples:
  ${task} attest verify --shard 1/2 --out shards/1
  ${task} attest verify --shard 2/2 --out shards/2
  ${task} attest merge shards/1 shards/2`;

/** Of `list`. */
export const LIST_NOTES = ({ task }: Started): string => `
Kinds: ID, an identity; INEQ, an inequality; LIM, a limit within a margin; EXP,
a statement about a mean. The last verdict is that of the run in attest-report;
— where there is none.

Examples:
  ${task} attest list --group B
  ${task} attest list --group A14 B12 --kind LIM
  ${task} attest list --verdict undecided`;

/** Of `replay`. */
export const REPLAY_NOTES = ({ task }: Started): string => `
Exit code 0 when the case comes out as the claim expects, 1 when it does not.

Example:
  ${task} attest replay attest-report/counterexamples/C4.linear.json`;

/** Of `report`. */
export const REPORT_NOTES = ({ task }: Started): string => `
One file that needs nothing else: it opens offline, in light and dark, and
prints. Figures come from DIR/figures.json; without it they are measured, which
takes some seconds.

Examples:
  ${task} attest report attest-report
  ${task} attest report attest-report --interactive --out attest-report/interactive.html`;

/** Of `completion`. */
export const COMPLETION_NOTES = ({ task }: Started): string => `
Prints a script for your shell: it completes commands, options, ids of claims
and names of mutants.

Examples:
  source <(${task} --quiet attest completion bash)
  source <(${task} --quiet attest completion zsh)
  ${task} --quiet attest completion fish | source`;
