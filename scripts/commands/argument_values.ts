/** Values of arguments that several commands take, each checked on its own. */

import { InvalidArgumentError } from "commander";

/** Names, given one by one or with commas, added to those before. */
export function collectNames(value: string, before: readonly string[] = []): string[] {
  const names = value.split(",").map((name) => name.trim());
  if (names.includes("")) {
    throw new InvalidArgumentError("It must be an id or a slug, or several with commas.");
  }
  return [...before, ...names];
}

/** A whole number that is exact. */
export function parseSeed(value: string): number {
  const seed = /^[+-]?\d+$/.test(value) ? Number(value) : NaN;
  if (!Number.isSafeInteger(seed)) {
    throw new InvalidArgumentError("It must be a whole number from −(2^53 − 1) to 2^53 − 1.");
  }
  // "-0" is 0: one run, one seed.
  return seed + 0;
}

/** A path; what looks like an option is more likely one that lost its place. */
export function parseDirectory(value: string): string {
  if (value.trim() === "" || value.startsWith("-")) {
    throw new InvalidArgumentError("It must name a directory, with ./ before a leading dash.");
  }
  return value;
}
