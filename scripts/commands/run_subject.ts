/** `attest subject`: models of a user's own are tried, and begun with. */

import { lacking } from "../../src/attention/given_subject.ts";
import { numberText } from "../../src/report/text/number.ts";
import { plural } from "../../src/report/text/summary.ts";
import { shellWord } from "../../src/report/text/shell_word.ts";
import { complaint, UsageError } from "../base/usage_error.ts";
import type { ClaimCard } from "../judged/claim_card.ts";
import { listClaims } from "../judged/list_claims.ts";
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
  writeOutput(`${lines.flatMap((line) => wrapWords(line, stdoutWidth())).join("\n")}\n`);
  return 0;
}

/** Ten lines on a model. */
export function checkLines(
  { name, given, operations, trial }: Pick<OpenModel, "name" | "given" | "operations" | "trial">,
  { claims, seconds }: { readonly claims: readonly ClaimCard[]; readonly seconds: number },
): string[] {
  const reached = claims.filter(({ needs }) => lacking(operations, needs).length === 0);
  const kinds = Object.entries(Object.groupBy(reached, ({ unit }) => unit))
    .map(([unit, own]) => `${own!.length} about ${unit === "cases" ? "every case" : "a mean"}`);
  const rest = claims.filter((claim) => !reached.includes(claim));
  const differences = [...trial.differences].map(([operation, difference]) =>
    `${operation} by ${numberText(difference)}`
  );
  const ids = (list: readonly ClaimCard[]) => list.map(({ id }) => id).join(" ");
  return [
    `name        ${name}, a ${given.kind}`,
    `offers      ${operations.join(", ")}`,
    `precision   ${given.precision} by its own word; these answers are held by ${trial.heldBy}`,
    "repeatable  yes: each question was asked twice, and answered the same",
    `speed       ${numberText(trial.alone)} µs a call alone, ${
      numberText(trial.among)
    } µs among many; ready and tried in ${numberText(seconds)} s`,
    `differs     from the reference: ${differences.join(", ")}`,
    `reaches     ${reached.length} of ${plural(claims.length, "claim")}: ${kinds.join(", ")}`,
    `            ${ids(reached)}`,
    ...(rest.length === 0 ? [] : [`not reached ${needsText(rest, operations)}`]),
    `next        deno task attest verify --subject ${shellWord(given.source)} --profile quick`,
  ];
}

/** `predictLinear: C1 C2; kernelFeatures: C11`. */
function needsText(claims: readonly ClaimCard[], operations: OpenModel["operations"]): string {
  const byNeed = Map.groupBy(claims, ({ needs }) => lacking(operations, needs).join(", "));
  return [...byNeed].map(([need, own]) => `${need}: ${own.map(({ id }) => id).join(" ")}`)
    .join("; ");
}

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
  try {
    await Deno.writeTextFile(out, text, { createNew: true });
  } catch (error) {
    throw new UsageError(
      `--out must name a file that is not there, got ${out}: ${complaint(error)}`,
    );
  }
  const path = out.includes("/") ? out : `./${out}`;
  const subject = kind === "python" ? `python3 ${path}` : path;
  writeOutput(
    `${out} works as it stands; put your attention into it. Then:\n` +
      `  deno task attest subject check ${shellWord(subject)}\n` +
      `  deno task attest verify --subject ${shellWord(subject)} --profile quick\n`,
  );
  return 0;
}
