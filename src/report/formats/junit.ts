/**
 * A report as JUnit XML.
 *
 * It follows the schema of the Apache Ant JUnit task, of which there is one addition: test cases have
 * `file` and `line`, as GitLab, CircleCI and the usual GitHub actions read them.
 */

import { verifyCommand } from "../text/failure.ts";
import type { Report, ReportClaim, ReportRun } from "../schema.ts";
import { inertMarkup, printable } from "../text/printable.ts";
import {
  type CaseOptions,
  casesOfClaim,
  type CaseStatus,
  type TestCase,
} from "./reported_cases.ts";

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** A suite for each claim, with a case for the claim and one for each of its mutants. */
export function junitXml(report: Report, options: CaseOptions): string {
  const suites = report.claims.map((claim, index) =>
    suiteXml(casesOfClaim(claim, { ...report, ...options }), { claim, index, run: report.run })
  );
  const content = suites.map((suite) => `${suite}\n`).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${content}</testsuites>\n`;
}

/**
 * Text that XML shows as it is, in content and in attributes; XML holds every character that is printable.
 *
 * @example A comparison and a bell
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { escapeXml } from "./junit.ts";
 *
 * assertEquals(escapeXml("a < b\u0007"), "a &lt; b\ufffd");
 * ```
 */
export function escapeXml(text: string): string {
  const markup = printable(text)
    .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    // In an attribute a parser would turn it into a space.
    .replaceAll("\n", "&#10;");
  return inertMarkup(markup);
}

/** Content of an element, whose line ends may stay as they are. */
function contentXml(text: string): string {
  return escapeXml(text).replaceAll("&#10;", "\n");
}

function suiteXml(
  cases: readonly TestCase[],
  { claim, index, run }: {
    readonly claim: ReportClaim;
    readonly index: number;
    readonly run: ReportRun;
  },
): string {
  const count = (status: CaseStatus) => cases.filter((one) => one.status === status).length;
  const suite = {
    name: `${claim.id} ${claim.slug}`,
    package: "attest",
    id: index,
    // The schema wants neither a time zone nor fractions of a second.
    timestamp: run.started.slice(0, "2026-01-02T03:04:05".length),
    hostname: "localhost",
    tests: cases.length,
    failures: count("failed"),
    errors: count("undecided"),
    skipped: count("skipped"),
    time: timeText(claim.seconds),
  };
  return [
    `  <testsuite${attributesXml(suite)}>`,
    "    <properties>",
    ...Object.entries(propertiesOf(claim, run)).map(([name, value]) =>
      `      <property${attributesXml({ name, value })}/>`
    ),
    "    </properties>",
    ...cases.map(caseXml),
    "    <system-out/>",
    "    <system-err/>",
    "  </testsuite>",
  ].join("\n");
}

function propertiesOf(claim: ReportClaim, run: ReportRun): Attributes {
  const { id, source, regime, kind, unit, expected, verdict, cases, seed } = claim;
  return {
    ...{ source, regime, kind, expected, verdict, [unit]: cases },
    ...{ subject: run.subject, profile: run.profile, seed: run.seed, "seed of the claim": seed },
    "run again": verifyCommand([id], run),
  };
}

function caseXml({ claim, name, line, seconds, status, message, text }: TestCase): string {
  const attributes = attributesXml({
    name,
    classname: `${claim.id} ${claim.slug}`,
    time: timeText(seconds),
    file: claim.file,
    line,
  });
  if (status === "passed") return `    <testcase${attributes}/>`;
  const inside = status === "skipped"
    ? `<skipped${attributesXml({ message })}/>`
    : failureXml(status, { message, text });
  return `    <testcase${attributes}>\n      ${inside}\n    </testcase>`;
}

/** JUnit's error is a test that could not tell: a claim that is undecided. */
function failureXml(
  status: "failed" | "undecided",
  { message, text }: Pick<TestCase, "message" | "text">,
): string {
  const element = status === "undecided" ? "error" : "failure";
  return `<${element}${attributesXml({ message, type: status })}>${contentXml(text)}</${element}>`;
}

function attributesXml(attributes: Attributes): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join("");
}

/** Seconds as a decimal: the schema has no exponents. */
function timeText(seconds: number): string {
  return seconds.toFixed(3);
}
