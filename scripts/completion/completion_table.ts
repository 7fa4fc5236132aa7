/** What fits where on the command line, as the scripts of shells have it: words by the place that they are in. */

import type { CompletedCommand } from "./completed_commands.ts";

/** What a script is made from. */
export interface CompletionFacts {
  /** The program first, under the name "". */
  readonly commands: readonly CompletedCommand[];
  /** `deno task attest`, as it was started. */
  readonly command: string;
}

/** A place and what fits there. */
export interface TableRow {
  /** `verify:--claim`, a value of an option; `verify:-`, an option; `verify:`, neither. */
  readonly place: string;
  /** In place of words, "@path" for a file or a directory, and "@" for what nobody can know. */
  readonly words: readonly string[];
}

/** All places; of any other nothing is known. */
export function tableRows({ commands }: CompletionFacts): TableRow[] {
  const [program] = commands;
  const everywhere = program.options.map(({ flag }) => flag).filter((flag) => flag !== "--help");
  return commands.flatMap(({ name, options, values }) => [
    ...options.flatMap(({ flag, values: taken }) =>
      taken === undefined ? [] : [{ place: `${name}:${flag}`, words: wordsOf(taken) }]
    ),
    // The program's own options fit behind every command as well.
    ...(name === "" ? [] : program.options).flatMap(({ flag, values: taken }) =>
      taken === undefined ? [] : [{ place: `${name}:${flag}`, words: wordsOf(taken) }]
    ),
    {
      place: `${name}:-`,
      words: [...options.map(({ flag }) => flag), ...(name === "" ? [] : everywhere)],
    },
    { place: `${name}:`, words: wordsOf(values) },
  ]);
}

/** Options that take a value, and those that take several, of any command. */
export function takingOptions(
  { commands }: CompletionFacts,
): { readonly one: readonly string[]; readonly several: readonly string[] } {
  const options = commands.flatMap((command) => command.options);
  const flags = (isSeveral: boolean) => [
    ...new Set(
      options.filter(({ values, several }) => values !== undefined && several === isSeveral)
        .map(({ flag }) => flag),
    ),
  ];
  return { one: flags(false), several: flags(true) };
}

/** Commands that have commands of their own. */
export function parentCommands({ commands }: CompletionFacts): string[] {
  return commands.filter(({ name }) =>
    name !== "" && commands.some((own) => own.name.startsWith(`${name} `))
  ).map(({ name }) => name);
}

/** A text as one word of any of the shells. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function wordsOf(values: CompletedCommand["values"] | "any"): readonly string[] {
  if (typeof values !== "string") return values;
  return [values === "path" ? "@path" : "@"];
}
