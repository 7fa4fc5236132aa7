/** What a JUnit report of `deno test` says: its files, their tests and steps, in an order of their own. */

/** A test or a step. */
export interface JunitCase {
  /** A step is `test > step`. */
  readonly name: string;
  readonly outcome: "passed" | "failed" | "skipped";
  /** Failed only because a step inside failed. */
  readonly echo: boolean;
  /** Line in the file, from 1. */
  readonly line: number;
  readonly seconds: number;
  /** What it failed with. */
  readonly text: string;
}

/** The tests of one file. */
export interface JunitSuite {
  /** Path from where the tests were started. */
  readonly file: string;
  readonly cases: readonly JunitCase[];
}

const SUITES = /^[ \t]*<testsuite\b.*?<\/testsuite>[ \t]*\n?/gms;
const WHOLE_CASES = /^[ \t]*<testcase\b(?:[^>]*\/>|.*?<\/testcase>)[ \t]*\n?/gms;
const CASES = /<testcase\b([^>]*?)(?:\/>|>(.*?)<\/testcase>)/gs;

/** The suites in the order of their files; throws a SyntaxError when `xml` is no JUnit report. */
export function readSuites(xml: string): JunitSuite[] {
  requireReport(xml);
  // Deno escapes <, > and quotes in names and texts, so that tags and attributes end where they seem to.
  return [...xml.matchAll(/<testsuite\b([^>]*)>(.*?)<\/testsuite>/gs)].map(([, tag, body]) => ({
    file: attribute(tag, "name").replace(/^\.\//, ""),
    cases: [...body.matchAll(CASES)].map(([, own, inside = ""]) => readCase(own, inside))
      .sort(byPlace),
  })).sort(byFile);
}

/**
 * The same report with its suites in the order of their files and their tests in that of their lines, whichever
 * was done first. Tests that several files register in one place are ordered by their names.
 */
export function sortReport(xml: string): string {
  requireReport(xml);
  const suites = (xml.match(SUITES) ?? []).map((suite) => {
    const cases = sorted(suite.match(WHOLE_CASES) ?? [], placeOf, byPlace);
    return suite.replace(WHOLE_CASES, () => cases.shift()!);
  });
  const ordered = sorted(suites, (suite) => ({ file: attribute(suite, "name") }), byFile);
  return xml.replace(SUITES, () => ordered.shift()!);
}

function sorted<T>(
  texts: readonly string[],
  keyOf: (text: string) => T,
  compare: (a: T, b: T) => number,
): string[] {
  return texts.map((text) => ({ text, key: keyOf(text) }))
    .sort((a, b) => compare(a.key, b.key)).map(({ text }) => text);
}

type Place = Pick<JunitCase, "line" | "name">;

function placeOf(text: string): Place {
  return { line: Number(attribute(text, "line")), name: attribute(text, "name") };
}

function byPlace(a: Place, b: Place): number {
  return a.line - b.line || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}

function requireReport(xml: string): void {
  if (!/<testsuites\b/.test(xml)) throw new SyntaxError("must hold a <testsuites> element");
}

function readCase(tag: string, body: string): JunitCase {
  const failure = /<(?:failure|error)\b([^>]*)>(.*?)<\/(?:failure|error)>/s.exec(body) ??
    /<(?:failure|error)\b([^>]*)\/>/.exec(body);
  return {
    ...placeOf(tag),
    outcome: failure ? "failed" : /<skipped\b/.test(body) ? "skipped" : "passed",
    echo: failure !== null && /message="\d+ test steps? failed"/.test(failure[1]),
    seconds: Number(attribute(tag, "time")),
    text: failure ? unescape(failure[2] ?? "") || attribute(failure[1], "message") : "",
  };
}

function attribute(tag: string, name: string): string {
  return unescape(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? "");
}

function unescape(text: string): string {
  const characters: Readonly<Record<string, string>> = {
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&apos;": "'",
    "&amp;": "&",
  };
  return text.replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => characters[entity])
    .replace(
      /&#(x?)([0-9a-f]+);/gi,
      (_, hexadecimal, code) => String.fromCodePoint(parseInt(code, hexadecimal ? 16 : 10)),
    );
}

function byFile({ file: a }: { file: string }, { file: b }: { file: string }): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
