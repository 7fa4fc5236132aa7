/** Text that others wrote stays text: in a terminal, in GitHub's runner, in Markdown, JSON, XML and HTML. */

import { BAD_FILE, badClaim, HOLDS } from "./good_project.ts";
import { type Guard, guard, type Probe, type Step } from "./probe.ts";
import { attest, holds } from "./steps.ts";

const PRINTABLE = "src/report/text/printable.ts";
const MARKDOWN = "src/report/formats/markdown_text.ts";
const RUN = ["verify", "--profile", "quick", "--seed", "3", "--no-keep", "--claim", "B1"];
const OUT = "attest-partial";

/** A claim whose statement is this text; one that is off is printed with everything. */
const saying = (text: string, check = HOLDS.replace(", 1, {", ", 2, {")) =>
  badClaim({ check }).replace(
    /statement: ".*"/,
    () => `statement: ${JSON.stringify(text)}`,
  );

/** A file must not hold what matches. */
const lacks = (path: string, unwanted: RegExp): Step => async ({ project }) => {
  const found = unwanted.exec(await project.read(path))?.[0];
  if (found !== undefined) throw new Error(`${JSON.stringify(found)} in ${path}`);
};

// deno-lint-ignore no-control-regex -- this is what must not be there
const CONTROL = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/;
const COMMAND = /^\s*::(error|stop|add-mask|set-output)|##\[/m;
const UNSEEN = guard(
  PRINTABLE,
  '.replaceAll("\\t", " ").replaceAll(UNPRINTABLE, "\\ufffd")',
  "",
);
const INERT = guard(PRINTABLE, "text.replaceAll(/^([^\\S\\n]*:):/gm, `$1${colon}`)", "text");
const BRACKET = guard(PRINTABLE, '.replaceAll("##[", `##${bracket}`)', "");

/** What a terminal or a runner would obey, the text, what must be nowhere, and the line that sees to it. */
const PRINTED: readonly [string, text: string, never: RegExp, Guard][] = [
  ["a colour", "x\x1b[31mred\x1b[0m", CONTROL, UNSEEN],
  ["a cleared screen", "x\x1bc\x1b[2J", CONTROL, UNSEEN],
  ["a title", "x\x1b]0;title\x07", CONTROL, UNSEEN],
  ["a rewritten line", "x\rverified\b\b", CONTROL, UNSEEN],
  ["a turned line", "x\u202edeifirev\u2066", CONTROL, UNSEEN],
  ["a sequence of one character", "x\x9b2J\x90q\x9c", CONTROL, UNSEEN],
  ["a workflow command", "x\n::error::forged", COMMAND, INERT],
  ["a workflow command behind spaces", "x\n \u00a0::add-mask::y", COMMAND, INERT],
  ["an old workflow command", "x ##[add-path]/tmp", COMMAND, BRACKET],
];

/** What Markdown would make of a text, and the line that keeps it from that. */
const MARKED: readonly [string, text: string, never: RegExp, Guard][] = [
  [
    "markup",
    "x <img src=y> **b** [l](javascript:z) | c",
    /(?<!\\)<img|(?<!\\)\*\*b|(?<!\\)\[l/,
    guard(MARKDOWN, '.replaceAll(/[\\\\`*_{}[\\]<>|&~$#!]/g, "\\\\$&")', ""),
  ],
  ["a mention", "x @octocat", /@octocat/, guard(MARKDOWN, "/@|#(?=\\d)", "/#(?=\\d)")],
  [
    "a link to an issue",
    "x #12 GH-7",
    /#12|GH-7/,
    guard(
      MARKDOWN,
      "/@|#(?=\\d)|\\bGH-(?=\\d)|",
      "/@|",
    ),
  ],
  ["a link", "x https://evil.example", /https:\/\//, guard(MARKDOWN, "|:(?=\\/\\/)|", "|")],
];

const FILES = ["report.md", "junit.xml", "ctrf.json", "report.json"].map((file) =>
  `${OUT}/${file}`
);

/** All of them. */
export const PRINTING_PROBES: readonly Probe[] = [
  ...PRINTED.map(([what, text, never, guard]): Probe => ({
    name: `a statement with ${what} is printed as text`,
    part: 6,
    files: { [BAD_FILE]: saying(text) },
    steps: [
      attest(["list"], { code: 0, says: "B1", hides: never }),
      attest(RUN, { code: 1, says: "B1", hides: never }),
      ...FILES.map((path) => lacks(path, never)),
    ],
    guards: [guard],
  })),
  ...MARKED.map(([what, text, never, guard]): Probe => ({
    name: `a statement with ${what} is no Markdown`,
    part: 6,
    files: { [BAD_FILE]: saying(text, HOLDS) },
    steps: [attest(RUN, { code: 0 }), lacks(`${OUT}/report.md`, never)],
    guards: [guard],
  })),
  {
    name: "a statement with a tag is no XML",
    part: 6,
    files: { [BAD_FILE]: saying("x </testcase><failure> & ]]>") },
    steps: [
      attest(RUN, { code: 1 }),
      lacks(`${OUT}/junit.xml`, /x <\/testcase>/),
      holds(`${OUT}/junit.xml`, "x &lt;/testcase&gt;"),
    ],
    guards: [guard("src/report/formats/junit.ts", '.replaceAll("<", "&lt;")', "")],
  },
  {
    name: "annotations are commands of attest's own, and of nobody else",
    part: 6,
    files: { [BAD_FILE]: saying("x\n::error file=a::forged%0Aline") },
    steps: [
      attest(RUN, {
        code: 1,
        says: /^::error file=props\/bad_test.ts,[^\n]*%0A/m,
        hides: /^::error file=a/m,
      }, {
        GITHUB_ACTIONS: "true",
      }),
    ],
    guards: [guard("src/report/formats/annotations.ts", '.replaceAll("\\n", "%0A")', "")],
  },
  {
    name: "what a claim's process complains of is printed as text",
    part: 6,
    files: {
      [BAD_FILE]: badClaim({ check: 'throw new Error("\\x1b[2J\\n::error::x\\n##[debug]");' }),
    },
    steps: [
      attest(RUN, { code: 1, says: "crashed", hides: CONTROL }),
      attest(RUN, { code: 1, says: "crashed", hides: COMMAND }),
      ...FILES.map((path) => lacks(path, COMMAND)),
    ],
    guards: [UNSEEN, INERT],
  },
  {
    name: "a name of a file is printed as text",
    part: 6,
    files: {},
    steps: [
      attest(["compare", "\x1b[2Jx", "y"], { code: 2, says: "cannot", hides: CONTROL }),
      attest(["replay", "x ##[debug]"], { code: 2, says: "cannot replay", hides: COMMAND }),
    ],
    guards: [UNSEEN, BRACKET],
  },
];
