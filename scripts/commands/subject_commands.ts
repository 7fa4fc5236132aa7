/** The commands about models of a user's own: subject check, subject new. */

import { type Command, Option } from "commander";
import type { Started } from "./help_notes.ts";

/** What the commands do. */
export interface SubjectCommands {
  readonly subjectCheck: (subject: string) => Promise<void>;
  readonly subjectNew: (
    asked: { readonly kind: TemplateKind; readonly out?: string },
  ) => Promise<void>;
}

/** What a template is of. */
export type TemplateKind = (typeof KINDS)[number];

const KINDS = ["module", "python"] as const;

const CHECK_NOTES = ({ task }: Started): string => `
SUBJECT is a TypeScript or JavaScript module that exports weigh, attend or predict, or a program, with its
arguments, that answers on standard input and output. .github/SUBJECTS.md says how.

Exit codes: 0 it can be judged, 2 it cannot.

Examples:
  ${task} attest subject check ./attention.ts
  ${task} attest subject check 'python3 attention.py'`;

const NEW_NOTES = ({ task }: Started): string => `
Examples:
  ${task} attest subject new --kind module
  ${task} attest subject new --kind python --out attention.py`;

/** The option that names a user's model. */
export function subjectOption(): Option {
  return new Option(
    "--subject <model>",
    "a model of your own in place of the reference: a module, or a program with its arguments",
  );
}

/** Adds the commands to the program. */
export function addSubjectCommands(
  program: Command,
  commands: SubjectCommands,
  started: Started,
): void {
  const subject = program.command("subject").description("models of your own");
  subject.command("check")
    .description(
      "try a model: what it offers, how fast and how precise it is, which claims it reaches",
    )
    .argument("<model>", "a module, or a program with its arguments")
    .addHelpText("after", CHECK_NOTES(started))
    .action((model) => commands.subjectCheck(model));
  subject.command("new")
    .description("write a model to begin with, which works as it stands")
    .addOption(
      new Option("--kind <kind>", "what it is written in").choices([...KINDS]).default("module"),
    )
    .option("--out <file>", "file to write (default: attention.ts, attention.py)")
    .addHelpText("after", NEW_NOTES(started))
    .action((asked) => commands.subjectNew(asked));
}
