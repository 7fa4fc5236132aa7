/**
 * Spells every word of sources and documents; the project's own words are in `words.txt`, one to a line.
 *
 * Run by `deno task spelling`, from the root of the project.
 */

import "../terminal/uncaught.ts";
import { lint } from "cspell";
import { ROOT } from "../base/paths.ts";
import { writeError } from "../terminal/terminal.ts";

const FILES = [
  ".ci/run",
  ".github/**/*.{md,yml}",
  "*.md",
  "{fixtures,props,scripts,src}/**/*.ts",
  "fixtures/baselines/*.md",
  "src/kernel/assembly/*.as",
];

const root = decodeURIComponent(ROOT.pathname);
const found: string[] = [];
const { files, issues, errors } = await lint(
  FILES,
  { root, config: `${root}scripts/spelling/cspell.json`, gitignore: true, dot: true },
  {
    issue: ({ text, uri, row }) => {
      found.push(
        `${decodeURIComponent(new URL(uri ?? "").pathname).slice(root.length)}:${row}: ${text}`,
      );
    },
    info: () => {},
    debug: () => {},
    progress: () => {},
    error: (message) => writeError(`${message}\n`),
    result: () => {},
  },
);
for (const line of found) writeError(`${line}\n`);
writeError(
  `spelling: ${files} files, ${issues} words unknown` +
    `${issues > 0 ? ": correct them, or add them to scripts/spelling/words.txt" : ""}\n`,
);
if (issues + errors > 0 || files < 1000) Deno.exit(1);
