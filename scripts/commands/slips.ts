/** Slips on the command line that are easily made, each answered with the command that was meant. */

import type { Command, Option } from "commander";
import { distance } from "fastest-levenshtein";
import { shellWord } from "../../src/report/text/shell_word.ts";

/** `A7`, `b10.loss`: what an id looks like, in any case of letters. */
const LIKE_ID = /^[a-z]\d{1,3}(?:\.[a-z]+)*$/i;

/** What a slug looks like, and no command does. */
const LIKE_SLUG = /^[a-z\d]+(?:_[a-z\d]+)+$/;

/** What is to be said of the arguments; undefined where they are no such slip. */
export function slipOf(
  program: Command,
  args: readonly string[],
  { command }: { readonly command: string },
): string | undefined {
  const [at] = positionals(program.options, args);
  if (at === undefined) return undefined;
  const name = args[at];
  const whole = (...words: readonly string[]) =>
    `\`${command} ${[...args.slice(0, at), ...words].map(shown).join(" ")}\``;
  const rest = args.slice(at + 1);
  const own = program.commands.find((one) => one.name() === name);
  if (own !== undefined) return surplusSlip(own, rest, whole);
  if (name === "help") return undefined;
  const claim = claimName(name);
  if (claim !== undefined) {
    return `unknown command '${name}', but a claim: ${whole("verify", "--claim", claim, ...rest)}`;
  }
  const meant = nearestCommand(program, name);
  return meant && `unknown command '${name}', did you mean ${whole(meant, ...rest)}?`;
}

/** Claims behind a command that takes none there. */
function surplusSlip(
  own: Command,
  rest: readonly string[],
  whole: (...words: readonly string[]) => string,
): string | undefined {
  const option = { verify: "--claim", list: "--group" }[own.name()];
  // What follows an option that there is not may belong to it, and is refused with it.
  if (rest.some((word) => word.startsWith("-") && !isOption(own, word))) return undefined;
  const surplus = positionals(own.options, rest);
  const names = surplus.map((i) => claimName(rest[i]));
  if (option === undefined || names.length === 0 || names.includes(undefined)) return undefined;
  const others = rest.filter((_, i) => !surplus.includes(i));
  const given = surplus.map((i) => rest[i]).join(" ");
  const meant = whole(own.name(), option, names.join(","), ...others);
  return `${own.name()} takes no arguments but options, got ${given}: ${meant}`;
}

function isOption({ options, parent }: Command, word: string): boolean {
  const [flag] = word.split("=");
  return ["-h", "--help"].includes(flag) ||
    [...options, ...parent?.options ?? []].some(({ long, short }) => [long, short].includes(flag));
}

/** The claim that a word names by its id or its slug; undefined where it does not look like one. */
function claimName(word: string): string | undefined {
  if (LIKE_ID.test(word)) return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
  return LIKE_SLUG.test(word) ? word : undefined;
}

/** The places of the words that are neither options nor their values. */
function positionals(options: readonly Option[], args: readonly string[]): number[] {
  const places: number[] = [];
  for (let i = 0; i < args.length; i++) {
    if (!args[i].startsWith("-")) places.push(i);
    else i += valuesOf(options.find(({ long, short }) => [long, short].includes(args[i])), args, i);
  }
  return places;
}

/** How many of the words that follow are values of an option. */
function valuesOf(option: Option | undefined, args: readonly string[], at: number): number {
  if (option === undefined || !(option.required || option.optional)) return 0;
  if (!option.variadic) return option.required || !(args[at + 1] ?? "-").startsWith("-") ? 1 : 0;
  const next = args.slice(at + 1).findIndex((word) => word.startsWith("-"));
  return next < 0 ? args.length - at - 1 : next;
}

/** A command that takes few edits; undefined where none is near. */
function nearestCommand(program: Command, word: string): string | undefined {
  const names = program.commands.map((one) => one.name());
  const edits = (name: string) => distance(word.toLowerCase(), name);
  const nearest = names.reduce((best, name) => edits(name) < edits(best) ? name : best);
  return edits(nearest) <= Math.max(1, word.length / 3) ? nearest : undefined;
}

/** A word of a command line; one that is a placeholder of ours stays as it is. */
function shown(word: string): string {
  return word.startsWith("-") && /^--?[\w-]+$/.test(word) ? word : shellWord(word);
}
