/** Text that wants to be more than text, for the tests of what is printed; and what became of it. */

import fc from "fast-check";
import type { Report } from "../../src/report/schema.ts";

/** What a terminal, GitHub's runner, Markdown or HTML would obey. */
const ATTACKS: readonly string[] = [
  ...[
    "\n::stop-commands::quiet\n",
    "\r::error::x\r\n",
    "\n \u00a0::add-mask::y\n",
    "##[add-path]/tmp",
  ],
  ...[
    "\u2028::group::g",
    "\u0085::group::g",
    "\u000b::debug::v",
    "\n\u00ad::warning::w",
    "\n:\u200b:error::z",
  ],
  ...[
    "\x1b[31mred\x1b[39m",
    "\x1b]0;title\x07",
    "\x1bc",
    "\x9b2J",
    "\x90q\x9c",
    "\r\x1b[K",
    "\b\b\b",
    "\0",
    "\x7f",
  ],
  ...[
    "\u202eevil\u2066",
    "\u061c",
    "\ufeff",
    "\ufdd0",
    "\ufffe",
    "\ud800",
    "\u{e0041}",
    "\ufe0f",
    "\t",
  ],
  ...[
    "<img src=x onerror=alert(1)>",
    "<!--",
    "</script>",
    "]]>",
    "&#64;",
    "|",
    "`",
    "````",
    "\n# h\n",
    "- ",
  ],
  ...["@octocat", "#12", "GH-7", "www.evil.example", "https://evil.example", "mailto:a@b.example"],
  ...[
    "0123456789abcdef0123456789abcdef01234567",
    "[x](javascript:y)",
    "![x](z)",
    "$y$",
    "%0A::error::q",
  ],
];

/** All of it at once. */
export const HOSTILE: string = `x${ATTACKS.join(" ")}`;

/** Some of it, in any order, among other characters. */
export const hostileText: fc.Arbitrary<string> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...ATTACKS) },
    fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    fc.string({ maxLength: 3 }),
  ),
  { minLength: 1, maxLength: 12 },
).map((parts) => parts.join(""));

/** The report with the text in every place that the schema, or the type alone, leaves open for one. */
export function hostileReport(report: Report, text: string): Report {
  const margin = (shown: Report["claims"][number]["margin"]) =>
    shown && { ...shown, what: text, spec: { [text]: text } };
  return {
    ...report,
    run: { ...report.run, subject: text, deno: text },
    claims: report.claims.map((claim) => ({
      ...claim,
      ...{ statement: text, source: text, regime: text, reason: claim.reason && text },
      effect: claim.effect && { ...claim.effect, name: text },
      margin: margin(claim.margin),
      counterexample: claim.counterexample &&
        { ...margin(claim.counterexample)!, file: claim.counterexample.file },
      cells: [{ name: text, atLeast: 0.1, cases: 1, reached: false }],
      mutants: claim.mutants.map((mutant) => ({ ...mutant, name: text })),
      untried: [{ name: text }],
    })),
    matrix: {
      mutants: [text, "halved"],
      rows: report.claims.map(({ id }) => ({ id, cells: ["untouched", "survived"] })),
    },
  };
}

/** Characters that no output may hold, by ranges; the rule itself names properties of Unicode. */
const FORBIDDEN = new RegExp(
  "[\\0-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f" +
    "\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufdd0-\\ufdef\\ufe00-\\ufe0f\\ufeff\\uffa0" +
    "\\ufff0-\\ufffb\\ufffe\\uffff]|\\p{Surrogate}|[\\u{e0000}-\\u{e0fff}]",
  "u",
);

/**
 * What is wrong with an output: characters that nobody sees, and lines that GitHub's runner obeys.
 *
 * @param own Whether a line is a command that the command line itself gives.
 */
export function offences(
  output: string,
  own: (line: string) => boolean = () => false,
): string[] {
  return output.split("\n").flatMap((line) => {
    const hidden = FORBIDDEN.exec(line);
    // As the runner reads a line: the newer form after white space, the older one anywhere.
    const command = line.trimStart().startsWith("::") || line.includes("##[");
    return [
      ...(hidden ? [`U+${hidden[0].codePointAt(0)!.toString(16)} in ${JSON.stringify(line)}`] : []),
      ...(command && !own(line) ? [`command: ${JSON.stringify(line)}`] : []),
    ];
  });
}
