/** `attest subject`: models of a user's own are tried, and begun with. */

import { lacking } from "../../src/attention/given_subject.ts";
import { type Offer, OPTION_NAMES } from "../../src/attention/offer.ts";
import { OPERATIONS } from "../../src/attention/operations.ts";
import { REFERENCE_FACTS } from "../../src/attention/attention_facts.ts";
import { numberText } from "../../src/report/text/number.ts";
import { plural } from "../../src/report/text/summary.ts";
import { shellWord } from "../../src/report/text/shell_word.ts";
import { writeAtomically } from "../base/atomic_write.ts";
import { complaint, UsageError } from "../base/usage_error.ts";
import type { ClaimCard } from "../judged/claim_card.ts";
import { listClaims } from "../judged/list_claims.ts";
import { attestCommandHere } from "../terminal/launcher.ts";
import { stdoutWidth, writeOutput } from "../terminal/terminal.ts";
import { wrapWords } from "../terminal/text_table.ts";
import { type OpenModel, openModel } from "./open_model.ts";
import type { TemplateKind } from "./subject_commands.ts";

/** Tries a model, and says what there is to know of it; throws a UsageError where it cannot be judged. */
export async function checkSubject(subject: string): Promise<number> {
  const from = performance.now();
  await using model = await openModel(subject);
  const seconds = (performance.now() - from) / 1000;
  const lines = checkLines(model, { claims: await listClaims(), seconds });
  writeOutput(`${lines.flatMap(([label, text]) => labelled(label, text)).join("\n")}\n`);
  return 0;
}

/** Ten lines on a model. */
export function checkLines(
  { name, given, offer, trial }: Pick<OpenModel, "name" | "given" | "offer" | "trial">,
  { claims, seconds }: { readonly claims: readonly ClaimCard[]; readonly seconds: number },
): (readonly [label: string, text: string])[] {
  const reached = claims.filter(({ needs }) => lacking(offer, needs).length === 0);
  const kinds = Object.entries(Object.groupBy(reached, ({ unit }) => unit))
    .map(([unit, own]) => `${own!.length} about ${unit === "cases" ? "every case" : "a mean"}`);
  const rest = claims.filter((claim) => !reached.includes(claim));
  const differences = [...trial.differences].map(([operation, difference]) =>
    `${operation} by ${numberText(difference)}`
  );
  const ids = (list: readonly ClaimCard[]) => list.map(({ id }) => id).join(" ");
  return [
    ["name", `${name}, a ${given.kind}`],
    ["offers", offer.operations.join(", ")],
    ...operatorLine(offer),
    ["precision", `${given.precision} by its own word; its answers are held by ${trial.heldBy}`],
    ["repeatable", "yes: each question was asked twice, and answered the same"],
    [
      "speed",
      `${numberText(trial.alone)} µs a call alone, ${numberText(trial.among)} µs among many; ` +
      `ready and tried in ${numberText(seconds)} s`,
    ],
    ["differs", `from the reference: ${differences.join(", ")}`],
    ["reaches", `${reached.length} of ${plural(claims.length, "claim")}: ${kinds.join(", ")}`],
    ["", ids(reached)],
    ...(rest.length === 0 ? [] : [["not reached", moreText(rest, offer)] as const]),
    ["next", `${attestCommandHere()} verify --subject ${shellWord(given.source)} --profile quick`],
  ];
}

/** Which options its operator knows, and its ways. */
function operatorLine({ operator }: Offer): (readonly [label: string, text: string])[] {
  if (operator === undefined) return [];
  const { options, facts: { emptyRow, groups, ties } } = operator;
  const known = options.length === 0 ? "no option but lengths and masks" : options.join(", ");
  return [[
    "knows",
    `${known}; an empty row is ${emptyRow}, groups are ${groups}, of ties the ${ties} stay`,
  ]];
}

/** `71; weighVjp would reach 50 more, predictLinear 9`. */
function moreText(rest: readonly ClaimCard[], { operations, operator }: Offer): string {
  const { options, facts } = operator ?? { options: [], facts: REFERENCE_FACTS };
  const reached = (offer: Offer) =>
    rest.filter(({ needs }) => lacking(offer, needs).length === 0).length;
  const more = [
    ...OPERATIONS.filter((name) => !operations.includes(name)).map((name) =>
      [name, reached({ operations: [...operations, name], operator: { options, facts } })] as const
    ),
    ...OPTION_NAMES.filter((name) => operator && !options.includes(name)).map((name) =>
      [
        `option ${name}`,
        reached({ operations, operator: { options: [...options, name], facts } }),
      ] as const
    ),
  ].filter(([, count]) => count > 0).map(([name, count]) => `${name} would reach ${count}`);
  return [plural(rest.length, "claim"), ...(more.length === 0 ? [] : [more.join(", ")])].join("; ");
}

/** Labels stand in a column of their own; what is copied into a command line stays in one piece. */
function labelled(label: string, text: string): string[] {
  const lines = label === "next" ? [text] : wrapWords(text, stdoutWidth() - COLUMN);
  return lines.map((line, i) => (i === 0 ? label : "").padEnd(COLUMN) + line);
}

/** Width of the labels. */
const COLUMN = 13;

/** Files of the templates, which are what users get. */
const TEMPLATES: Readonly<Record<TemplateKind, string>> = {
  module: "attention.ts",
  python: "attention.py",
};

/** Writes a template; throws a UsageError where its file is there already. */
export async function newSubject(
  { kind, out = TEMPLATES[kind] }: { readonly kind: TemplateKind; readonly out?: string },
): Promise<number> {
  const template = new URL(`../subject/templates/${TEMPLATES[kind]}`, import.meta.url);
  const text = await Deno.readTextFile(template);
  if (await Deno.lstat(out).then(() => true, () => false)) {
    throw new UsageError(`--out must name a file that is not there, got ${out}`);
  }
  try {
    await writeAtomically(out, text);
  } catch (error) {
    throw new UsageError(
      `--out must name a file that can be written, got ${out}: ${complaint(error)}`,
    );
  }
  const path = out.includes("/") ? out : `./${out}`;
  const subject = kind === "python" ? `python3 ${path}` : path;
  writeOutput(
    `${out} works as it stands; put your attention into it. Then:\n` +
      `  ${attestCommandHere()} subject check ${shellWord(subject)}\n` +
      `  ${attestCommandHere()} verify --subject ${shellWord(subject)} --profile quick\n`,
  );
  return 0;
}
