import { assertEquals, assertMatch, assertRejects, assertThrows } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest } from "../../fixtures/random/random_for_tests.ts";
import { buildReport } from "../../src/report/build.ts";
import { REFERENCE, statistical, universal } from "../../src/claim/claims_for_tests.ts";
import { RUN } from "../../src/report/results_for_tests.ts";
import type { Report } from "../../src/report/schema.ts";
import { verifyClaim } from "../../src/verify/verify.ts";
import { parseReport, readReport } from "./read_report.ts";
import { LARGEST_REPORT } from "./report_file.ts";
import { SCRATCH } from "../base/paths.ts";
import { UsageError } from "../base/usage_error.ts";

/** Results as they come: a report that is made up would contradict itself, and be refused. */
const RESULTS = await Promise.all(
  [universal(), statistical()].map((claim) =>
    verifyClaim(claim, { subject: REFERENCE, seed: RUN.seed, profile: RUN.profile })
  ),
);

/** A report as its file has it. */
function sample() {
  return JSON.parse(JSON.stringify(buildReport(RESULTS, { run: RUN })));
}

/** The text with a number of its second claim's effects replaced. */
function withEffect(text: string): string {
  return JSON.stringify(sample()).replace("[[0.5,0.5,", `[[0.5,${text},`);
}

/** The report's text with something replaced. */
function edited(edit: (report: Report) => void): string {
  const report = sample();
  edit(report);
  return JSON.stringify(report);
}

const REFUSED: readonly [name: string, text: string, message: string][] = [
  ["an empty file", " \n", "it is empty"],
  ["half a file", JSON.stringify(sample()).slice(0, 700), "it is cut off"],
  ["all but the last bracket", JSON.stringify(sample()).slice(0, -1), "it is cut off"],
  ["no JSON", "{report}", "it must be JSON"],
  ["no report", "[1]", 'its schema must be "attest-report/2", got no schema'],
  ["null", "null", "got no schema"],
  ["another format", '{"schema":"attest-run/1"}', 'got "attest-run/1"'],
  ["a schema that is no text", '{"schema":{"a":1}}', 'got {"a":1}'],
  ["a newer schema", '{"schema":"attest-report/3"}', "newer schema attest-report/3"],
  ["an older schema", '{"schema":"attest-report/1"}', "older schema attest-report/1"],
  ["nothing but the schema", '{"schema":"attest-report/2"}', "run:"],
  ["an effect that is NaN", withEffect("NaN"), "it must be JSON"],
  ["an effect that is null", withEffect("null"), "claims.1.streams.0.1:"],
  ["an effect that is too large", withEffect("1e999"), "claims.1.streams.0.1:"],
  ["an effect that is text", withEffect('"NaN"'), "claims.1.streams.0.1:"],
  [
    "two claims of one id",
    JSON.stringify({ ...sample(), claims: [sample().claims[0], sample().claims[0]] }),
    "claims: must have different ids",
  ],
  [
    "a counterexample that lies elsewhere",
    edited(({ claims: [claim] }) => {
      const numbers = { margin: -1, got: 6, wanted: 5, what: "x", spec: { x: 6 } };
      claim.counterexample = { ...numbers, file: "counterexamples/../../A1.json" };
    }),
    "claims.0.counterexample.file: ",
  ],
  ["a path for an id", edited(({ claims: [claim] }) => claim.id = "../../A1"), "claims.0.id: "],
  ["a path for a build", edited(({ run }) => run.build = "../../etc"), "run.build: "],
  ["a path for a code", edited(({ run }) => run.code = "../../etc"), "run.code: "],
  ["a key that is none", JSON.stringify({ ...sample(), extra: 1 }), "extra"],
];

for (const [name, text, message] of REFUSED) {
  Deno.test(`a report file is refused: ${name}`, () => {
    assertThrows(() => parseReport(text, "a/report.json"), UsageError, message);
    assertThrows(() => parseReport(text, "a/report.json"), UsageError, "a/report.json: ");
  });
}

Deno.test("a case nested without end is refused, not run into", () => {
  const report = sample();
  report.claims[0].margin = { margin: 0, got: 0, wanted: 0, what: "x", spec: "here" };
  const depth = 200_000;
  const deep = "[".repeat(depth) + "]".repeat(depth);
  const text = JSON.stringify(report).replace('"here"', deep);
  assertThrows(() => parseReport(text, "report.json"), UsageError, "nested too deeply");
});

randomTest("a file that ends early anywhere is said to be cut off", () => {
  const text = JSON.stringify(sample(), null, 2);
  assertProperty(fc.property(fc.integer({ min: 1, max: text.length - 1 }), (length) => {
    const message = assertThrows(() => parseReport(text.slice(0, length), "r"), UsageError).message;
    // Where a number or a word breaks off, the parser may see another mistake in the same place.
    assertMatch(
      message,
      /it is cut off|it must be JSON: (bad control|exponent|no number|unexpected token)/i,
    );
    if (/[\]},"]$/.test(text.slice(0, length))) assertMatch(message, /it is cut off/);
  }));
});

Deno.test("what a run wrote is read as it was", () => {
  assertEquals(parseReport(JSON.stringify(sample()), "report.json"), sample());
});

randomTest("no text makes anything but a report or a complaint on one line", () => {
  const json = fc.json({ maxDepth: 3 });
  const schema = fc.jsonValue().map((value) =>
    JSON.stringify({ schema: "attest-report/2", run: value })
  );
  assertProperty(fc.property(fc.oneof(json, schema, fc.string()), (text) => {
    try {
      parseReport(text, "report.json");
    } catch (error) {
      if (!(error instanceof UsageError) || error.message.includes("\n")) throw error;
    }
  }));
});

Deno.test({
  name: "a report is a file or its directory, of at most so many bytes",
  ignore: Deno.permissions.querySync({ name: "write", path: SCRATCH }).state !== "granted",
  async fn() {
    await Deno.mkdir(SCRATCH, { recursive: true });
    const folder = await Deno.makeTempDir({ dir: ".attest", prefix: "reports-" });
    const path = `${folder}/report.json`;
    try {
      await assertRejects(() => readReport(folder), UsageError, `${path}: no such file`);
      await assertRejects(() => readReport(`${folder}/none`), UsageError, "no such file");
      await Deno.writeTextFile(path, JSON.stringify(sample()));
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
      await assertRejects(() => readReport(folder), UsageError, "it must be a regular file");
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test("report: one from before builds were told is read", () => {
  const { run } = parseReport(edited(({ run }) => delete run.build), "report.json");
  assertEquals([run.code, run.build], [RUN.code, undefined]);
});
