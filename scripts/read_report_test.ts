import { assertEquals, assertRejects, assertStringIncludes, assertThrows } from "@std/assert";
import { buildReport } from "../src/report/build.ts";
import {
  caseOf,
  EFFECT,
  result,
  RUN,
  statistical,
  universal,
} from "../src/report/results_for_test.ts";
import type { Report } from "../src/report/schema.ts";
import { jsonText } from "./json_text.ts";
import { LARGEST_REPORT, parseReport, readReport } from "./read_report.ts";
import { UsageError } from "./usage_error.ts";

const REPORT = buildReport([
  result(universal(), { closest: caseOf(4) }),
  result(statistical(), { cases: 2, effect: EFFECT, streams: [[0.25, 0.75]] }),
], { run: RUN });
const TEXT = jsonText(REPORT);
const FOLDER = new URL("../.attest/", import.meta.url);

/** The report's text with one value replaced. */
function edited(edit: (report: Report) => void): string {
  const report = structuredClone(REPORT);
  edit(report);
  return jsonText(report);
}

Deno.test("reports: what was written comes back", () => {
  assertEquals(parseReport(TEXT, "it"), REPORT);
});

Deno.test("reports: what is none is refused with the path, the rule and the value", () => {
  const refused: readonly [text: string, parts: readonly string[]][] = [
    ["", ["must be JSON and whole"]],
    [TEXT.slice(0, TEXT.length / 2), ["must be JSON and whole"]],
    ["null", ['must have the schema "attest-report/2", got no schema']],
    ["[]", ["got no schema"]],
    ['{"schema": {"a": 1}}', ['got {"a":1}']],
    ['{"schema": "attest-counterexample/1"}', ['got "attest-counterexample/1"']],
    ['{"schema": "attest-report/1"}', ["attest-report/1, older than attest-report/2"]],
    ['{"schema": "attest-report/3"}', ["attest-report/3, newer than attest-report/2"]],
    ['{"schema": "attest-report/2"}', ["must follow attest-report/2: run: "]],
    [edited(({ claims }) => claims.push(claims[0])), ["claims: must have different ids"]],
    [TEXT.replace('"mean": 0.5', '"mean": NaN'), ["must be JSON and whole"]],
    [TEXT.replace('"mean": 0.5', '"mean": "NaN"'), ["claims.1.effect.mean: "]],
    [TEXT.replace('"mean": 0.5', '"mean": 1e999'), ["claims.1.effect.mean: "]],
    [TEXT.replace("0.75", "null"), ["claims.1.streams.0.1: "]],
    [TEXT.replace('"id": "A1"', '"id": "../../A1"'), ["claims.0.id: "]],
    [
      edited(({ claims }) => {
        claims[0].counterexample = { ...claims[0].margin!, file: "counterexamples/../../A1.json" };
      }),
      ["claims.0.counterexample.file: "],
    ],
    [edited(({ run }) => run.code = "../../etc"), ["run.code: "]],
    [edited((report) => Object.assign(report, { more: 1 })), ["Unrecognized key", "more"]],
  ];
  for (const [text, parts] of refused) {
    const { message } = assertThrows(() => parseReport(text, "some/where.json"), UsageError);
    for (const part of ["some/where.json", ...parts]) assertStringIncludes(message, part);
  }
});

Deno.test({
  name: "reports: a file or its directory, of at most so many bytes",
  ignore: Deno.permissions.querySync({ name: "write", path: FOLDER }).state !== "granted",
  async fn() {
    await Deno.mkdir(FOLDER, { recursive: true });
    const folder = await Deno.makeTempDir({ dir: ".attest", prefix: "reports-" });
    const path = `${folder}/report.json`;
    try {
      await assertRejects(() => readReport(folder), UsageError, `got ${folder}: no such file`);
      await assertRejects(() => readReport(`${folder}/none`), UsageError, "no such file");
      await Deno.writeTextFile(path, TEXT);
      assertEquals(await readReport(path), await readReport(folder));
      using file = await Deno.open(path, { write: true });
      await file.truncate(100_000_000);
      await assertRejects(
        () => readReport(folder),
        UsageError,
        `at most ${LARGEST_REPORT} bytes, got 100000000`,
      );
      await Deno.remove(path);
      await Deno.mkdir(path);
      await assertRejects(() => readReport(folder), UsageError, "not a file");
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
