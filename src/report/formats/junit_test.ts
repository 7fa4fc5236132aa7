import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest } from "../../../fixtures/random/random_for_tests.ts";
import { inert, printable } from "../text/printable.ts";
import { escapeXml, junitXml } from "./junit.ts";
import { type Element, elementsOf, parseXml, schemaBreaches } from "./junit_schema_for_tests.ts";
import { anyText, MIXED, PLACES, reportOf } from "./mixed_report_for_tests.ts";

const ROOT = parseXml(junitXml(MIXED, PLACES));

function counts(suite: Element): Record<string, number> {
  return Object.fromEntries(
    ["tests", "failures", "errors", "skipped"].map((
      name,
    ) => [name, Number(suite.attributes[name])]),
  );
}

Deno.test("a report follows the schema of JUnit", () => {
  assertEquals(schemaBreaches(ROOT), []);
});

Deno.test("the schema finds what is not JUnit", () => {
  const suite = '<testsuite name="a" tests="x"><testcase/></testsuite>';
  assert(schemaBreaches(parseXml(`<testsuites>${suite}</testsuites>`)).length > 4);
  assertThrows(() => parseXml("<a>\u0001</a>"));
  assertThrows(() => parseXml("<a b='<'/>"));
});

Deno.test("there is a suite a claim, whose counts are those of its cases", () => {
  const suites = elementsOf(ROOT, "testsuite");
  assertEquals(suites.map(({ attributes }) => attributes.name.split(" ")[0]), [
    ...["A1", "A2", "B10.loss", "C1", "C2", "C3", "D1", "D2"],
  ]);
  for (const suite of suites) {
    assertEquals(counts(suite), {
      tests: elementsOf(suite, "testcase").length,
      failures: elementsOf(suite, "failure").length,
      errors: elementsOf(suite, "error").length,
      skipped: elementsOf(suite, "skipped").length,
    });
  }
  assertEquals(suites.map((suite) => Object.values(counts(suite)).slice(1).join()), [
    ...["0,0,0", "0,0,0", "0,0,0", "1,0,0", "1,0,0", "0,2,0", "0,1,1", "0,0,2"],
  ]);
});

Deno.test("a failing case has file, line, and how to run it again", () => {
  const failing = elementsOf(ROOT, "testcase").filter(({ children }) =>
    children.some(({ name }) => name === "failure")
  );
  assertEquals(failing.map(({ attributes: { file, line } }) => [file, line]), [
    ["props/fails_test.ts", "10"],
    ["props/lenient_test.ts", "21"],
  ]);
  for (const { children: [failure] } of failing) {
    assertMatch(
      failure.text,
      /\nseed +42 .*\n(replay.*\n)?run again +deno task attest verify --cl/,
    );
  }
});

randomTest("any text gives well-formed XML, and comes back as far as it is printable", () => {
  assertProperty(fc.property(anyText, (text) => {
    const root = parseXml(junitXml(reportOf(text), PLACES));
    assertEquals(schemaBreaches(root), []);
    const held = printable(text);
    const [source] = elementsOf(root, "property");
    assertEquals(source.attributes, { name: "source", value: held });
    const texts = elementsOf(root, "failure").map(({ text }) => text);
    assertEquals(texts.length, 2);
    const lines = inert(held).split("\n");
    assert(texts.every((failure) => lines.every((line) => failure.includes(line))));
  }));
});

Deno.test("escaping leaves plain text alone", () => {
  assertEquals(escapeXml("w* = (2nL²/9σ²)^{1/3} 'as is'"), "w* = (2nL²/9σ²)^{1/3} 'as is'");
});
