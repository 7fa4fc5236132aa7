/** What the documents name, tasks, commands, options, and paths, held to what there is. */

import type { Command } from "commander";
import { dirname, normalize } from "node:path";

/** What there is to be named. */
export interface Existing {
  /** Names of tasks. */
  readonly tasks: readonly string[];
  /** The command line. */
  readonly program: Command;
  /** Whether there is such a path, from the root. */
  readonly exists: (path: string) => boolean;
}

/** Where paths of the tree begin. */
const ROOTED = /^(src|scripts|props|fixtures|\.github|\.ci)\/[\w./-]+$/;
/** Filled in by the reader: `props/SLUG_test.ts`. */
const PLACEHOLDER = /[A-Z]{2,}(?!\.md)/;
/** What runs write and git ignores, or what a project has beside attest. */
const MADE = ["fixtures/counterexamples/"];

/** One line for each thing that a document names and that is not there. */
export function documentErrors(
  file: string,
  text: string,
  { tasks, program, exists }: Existing,
): string[] {
  const wrong = (what: string, rule: string) => `${file} names ${what}, ${rule}`;
  return [
    ...found(text, /deno(?:@[\d.]+)? task (?:--quiet )?([a-z][\w:-]*)/g)
      .filter((task) => !tasks.includes(task))
      .map((task) => wrong(`deno task ${task}`, "which is no task")),
    ...found(text, /((?:task |`)?\battest (?:--project \S+ )?[a-z]+(?: [^\n`]*)?)/g)
      .flatMap((line) => commandErrors(line, program)).map((what) =>
        wrong(what, "of which attest knows nothing")
      ),
    ...[
      ...found(text, /`([^`\s]+)`/g).filter((path) => ROOTED.test(path)),
      ...found(text, /\]\(([^)#:]+)(?:#[^)]*)?\)/g).map((path) =>
        normalize(`${dirname(file)}/${path}`)
      ),
    ].filter((path) => !PLACEHOLDER.test(path) && !MADE.includes(path) && !exists(path))
      .map((path) => wrong(path, "which is not there")),
  ];
}

/** The first group of every match, each once. */
function found(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, one]) => one))];
}

/** What a line with `attest` says that the program does not know: `attest verify --bad`. */
function commandErrors(line: string, program: Command): string[] {
  const [, called, names, rest] =
    /^(task |`)?attest (?:--project \S+ )?([a-z|]+)(.*)$/.exec(line) ??
      [];
  const command = program.commands.find((own) => own.name() === names);
  // "attest is", "attest prints": part of a sentence, unless it stands as something to type.
  if (command === undefined) return called ? [`attest ${names}`] : [];
  const options = [command, ...command.commands, program].flatMap((own) => own.options)
    .map(({ long }) => long);
  return found(rest.replace(/ #.*$/, ""), /(--[a-z][a-z-]*)/g)
    .filter((option) => !options.includes(option) && option !== "--help")
    .map((option) => `attest ${names} ${option}`);
}
