/** What a reader needs of a claim that came out other than expected: got, wanted, case, seed, replay. */

import type { Profile } from "../../claim/facts.ts";
import { attestCommand } from "./attest_command.ts";
import { clippedText, opponentText, unitText, weakestText } from "./measured.ts";
import { excessText, marginText, type ToldMargin } from "./margin_text.ts";
import { eValueText, numberText } from "./number.ts";
import { inert, printable } from "./printable.ts";
import { shellWord } from "./shell_word.ts";
import type { ReportGiven } from "../report_types.ts";
import type { ReportClaim } from "../schema.ts";
import { specText } from "../spec_json.ts";
import { decodeNumber } from "../special_numbers.ts";

/** One line of a failure: what it is, and its text. */
export type Fact = readonly [label: string, text: string];

/** What a replay needs to know of the run. */
export interface Replay {
  readonly profile: Profile;
  /** The run's seed, from which the claim's own is hashed. */
  readonly seed: number;
  /** Directory that counterexample files lie in, with the slash at its end. */
  readonly folder?: string;
  /** Directory of the claims, where they are not attest's own. */
  readonly project?: string | undefined;
  /** How attest was started; `deno task attest` when absent. */
  readonly command?: string | undefined;
  /** The user's model that they were put to, where it is not the reference. */
  readonly given?: Pick<ReportGiven, "source"> | undefined;
}

/**
 * A failure in the order in which it is read: claim, statement, verdict, got, wanted, case, seed, replay.
 *
 * @param claim An entry of the report that is not ok.
 */
export function failureFacts(claim: ReportClaim, replay: Replay): Fact[] {
  return [
    ["claim", `${claim.id} ${claim.slug}`],
    ["statement", claim.statement],
    ["verdict", `${claim.verdict}, expected ${claim.expected}`],
    ...verdictFacts(claim),
    ...claim.mutants.filter(({ killed }) => !killed).map((mutant) => survivorFact(claim, mutant)),
    ...(claim.untried.length > 0
      ? [["not tried", claim.untried.map(opponentText).join(", ")] as const]
      : []),
    ["seed", `${replay.seed} (the claim's own: ${claim.seed})`],
    ...replayFacts(claim, replay),
  ];
}

/** Facts as lines that may be printed anywhere, labels in a column. */
export function factLines(facts: readonly Fact[]): string[] {
  const width = Math.max(...facts.map(([label]) => label.length));
  return facts.flatMap(([label, text]) =>
    inert(printable(text)).split("\n").map((line, i) =>
      `${(i === 0 ? label : "").padEnd(width)}  ${line}`
    )
  );
}

/** The command that runs claims again exactly as they were run; no ids stand for all claims. */
export function verifyCommand(ids: readonly string[], replay: Replay): string {
  const { profile, seed } = replay;
  // An id stands for its dotted parts too.
  const named = ids.filter((id) => !ids.some((other) => id.startsWith(`${other}.`)));
  const selection = ids.length === 0 ? "" : ` --claim ${named.join(",")}`;
  return `${attestCommand(replay)} verify${subjectOption(replay)}${selection} ` +
    `--profile ${profile} --seed ${seed}`;
}

function subjectOption({ given }: Pick<Replay, "given">): string {
  return given === undefined ? "" : ` --subject ${shellWord(given.source)}`;
}

function verdictFacts(claim: ReportClaim): Fact[] {
  if (claim.verdict === claim.expected) return [];
  if (claim.verdict === "undecided") {
    return [
      ["got", claim.reason ?? "no decision"],
      ...(claim.effect ? [effectFact(claim)] : []),
      ...strataFacts(claim),
      ["wanted", `a decision: ${claim.expected}`],
    ];
  }
  return claim.unit === "cases" ? caseFacts(claim) : replicateFacts(claim);
}

/** The strata that came out other than expected. */
function strataFacts({ strata, expected }: ReportClaim): Fact[] {
  const off = (strata ?? []).filter(({ verdict }) => verdict !== expected);
  return off.map(({ name, verdict, cases, effect }) => [
    "stratum",
    `${name}: ${verdict} after ${unitText(cases, "replicates")}` +
    (effect ? `, mean ${numberText(effect.mean)}` : ""),
  ]);
}

function caseFacts({ cases, counterexample, margin }: ReportClaim): Fact[] {
  if (counterexample) {
    return [
      ["got", `${counterexample.got} for ${counterexample.what}`],
      ["wanted", `${counterexample.wanted}`],
      ["margin", failingMarginText(counterexample)],
      ["case", specText(counterexample.spec)],
    ];
  }
  const closest = margin ? `, the closest: ${marginText(margin)} (${margin.what})` : "";
  return [
    ["got", `${unitText(cases, "cases")} that hold${closest}`],
    ["wanted", "a case that fails"],
    ...(margin ? [["case", specText(margin.spec)] as const] : []),
  ];
}

/** `-0.087, where at least 0 holds`, with what that is in terms of the tolerance. */
export function failingMarginText({ margin, tolerance }: ToldMargin): string {
  return `${margin}, where at least 0 holds${excessText(decodeNumber(margin), tolerance)}`;
}

function replicateFacts(claim: ReportClaim): Fact[] {
  const { smallestEffect, within = null } = claim.rule ?? {};
  const rule = within === null
    ? `a mean above 0 (smallest effect of interest: ${smallestEffect})`
    : `a mean of 0 within ${within}`;
  const wanted = claim.expected === "verified" ? rule : `evidence against ${rule}`;
  return [effectFact(claim), ...strataFacts(claim), ["wanted", wanted]];
}

function effectFact(claim: ReportClaim): Fact {
  const { effect, cases, logEvidence } = claim;
  const evidence = logEvidence
    ? `; e-value for ${eValueText(decodeNumber(logEvidence.for))}, ` +
      `against ${eValueText(decodeNumber(logEvidence.against))}`
    : "";
  if (!effect) return ["got", `no effect after ${unitText(cases, "replicates")}${evidence}`];
  const interval = `[${numberText(effect.lower)}, ${numberText(effect.upper)}]`;
  const text = `${effect.name}: ${numberText(effect.mean)} ${interval} after ` +
    `${unitText(cases, "replicates")}${evidence}`;
  return ["effect", [text, weakestText(claim), clippedText(claim)].filter(Boolean).join("; ")];
}

function survivorFact(
  claim: Pick<ReportClaim, "expected" | "unit">,
  { verdict, cases, ...opponent }: ReportClaim["mutants"][number],
): Fact {
  return [
    "survivor",
    `${opponentText(opponent)} is ${verdict} after ${unitText(cases, claim.unit)}, wanted ${
      killVerdict(claim)
    }`,
  ];
}

/**
 * A mutant that survived, in the order in which it is read.
 *
 * @param claim The claim, with its own seed.
 * @param mutant How the mutant fared, and what is wrong with it where that is known.
 */
export function survivorFacts(
  claim: Pick<ReportClaim, "id" | "slug" | "statement" | "expected" | "unit" | "seed">,
  mutant: Pick<ReportClaim["mutants"][number], "name" | "rival" | "verdict" | "cases"> & {
    readonly description?: string;
  },
  replay: Replay,
): Fact[] {
  const { name, rival, description, verdict, cases } = mutant;
  return [
    ["claim", `${claim.id} ${claim.slug}`],
    ["statement", claim.statement],
    [rival ? "rival" : "mutant", description === undefined ? name : `${name}: ${description}`],
    [
      "got",
      `${verdict} after ${unitText(cases, claim.unit)}: the claim does not tell it from the ${
        rival ? "law" : "model"
      }`,
    ],
    ["wanted", killVerdict(claim)],
    ["seed", `${replay.seed} (the claim's own: ${claim.seed})`],
    ["run again", verifyCommand([claim.id], replay)],
  ];
}

/** What a mutant or a rival has to come out as. */
export function killVerdict({ expected }: Pick<ReportClaim, "expected">): string {
  return expected === "verified" ? "refuted" : "verified";
}

function replayFacts({ id, counterexample }: ReportClaim, replay: Replay): Fact[] {
  const file = counterexample?.file;
  return [
    ...(file && replay.folder !== undefined
      ? [
        [
          "replay",
          `${attestCommand(replay)} replay${subjectOption(replay)} ${
            shellWord(replay.folder + file)
          }`,
        ] as const,
      ]
      : []),
    ["run again", verifyCommand([id], replay)],
  ];
}
