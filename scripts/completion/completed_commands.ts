/** What can be completed on the command line: commands, their options, and values where they are known. */

import type { Command } from "commander";

/** One option. */
export interface CompletedOption {
  readonly flag: string;
  readonly description: string;
  /** What may follow; undefined for an option that takes no value, "path" for a file or a directory. */
  readonly values?: readonly string[] | "path" | "any" | undefined;
  /** Whether several may follow. */
  readonly several: boolean;
}

/** One command. */
export interface CompletedCommand {
  /** `verify`, `history show`. */
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  /** What its arguments are. */
  readonly values: readonly string[] | "path" | "none";
}

/** Names that a project gives to values. */
export interface KnownNames {
  readonly claims: readonly string[];
  readonly mutants: readonly string[];
}

/** All commands of a program, the program itself first, under the name "". */
export function completedCommands(program: Command, known: KnownNames): CompletedCommand[] {
  const groups = [
    ...new Set(known.claims.flatMap((id) => [id.charAt(0), id.split(".")[0]])),
  ];
  const byName: Readonly<Record<string, readonly string[]>> = {
    "<id...>": known.claims,
    "<group...>": groups,
    "<mutant>": known.mutants,
    "<mutant...>": known.mutants,
  };
  const optionsOf = (command: Command) =>
    command.options.map((option): CompletedOption => {
      const placeholder = /[<[].*$/.exec(option.flags)?.[0];
      return {
        flag: option.long!,
        description: option.description,
        values: placeholder === undefined
          ? undefined
          : option.argChoices ?? byName[placeholder] ?? valuesOf(placeholder),
        several: option.variadic,
      };
    });
  const walk = (command: Command, name: string): CompletedCommand[] => [
    {
      name,
      description: command.description(),
      options: [...optionsOf(command), {
        flag: "--help",
        description: "display help for command",
        several: false,
      }],
      values: argumentsOf(command),
    },
    ...command.commands.flatMap((own) =>
      walk(own, name === "" ? own.name() : `${name} ${own.name()}`)
    ),
  ];
  return walk(program, "");
}

function valuesOf(placeholder: string): "path" | "any" {
  return /dir|file|report/.test(placeholder) ? "path" : "any";
}

function argumentsOf(command: Command): CompletedCommand["values"] {
  if (command.commands.length > 0) return command.commands.map((own) => own.name());
  const [first] = command.registeredArguments;
  if (first === undefined) return "none";
  return first.argChoices ?? "path";
}
