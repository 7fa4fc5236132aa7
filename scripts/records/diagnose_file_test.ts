import { assert, assertEquals, assertFalse, assertMatch, assertRejects } from "@std/assert";
import { diagnose } from "../../src/records/diagnose.ts";
import { randomTest, testSeed, testStream } from "../../fixtures/random/random_for_tests.ts";
import tested from "./deno.json" with { type: "json" };
import run from "./run.json" with { type: "json" };
import { answersCsv, csvCell } from "./answers_csv.ts";
import { modelSchema, modelText, readModel } from "./model_file.ts";
import { diagnosisPage } from "./page.ts";
import { readCsv } from "./read_csv.ts";
import { sentencesOf } from "./sentences.ts";
import { queriesOf, tableOf } from "./table_of.ts";
import { UsageError } from "../base/usage_error.ts";

const EVIL = `=cmd()<script>alert("1")</script>`;

/** A diagnosis of a table whose names and texts are hostile. */
function hostile() {
  const stream = testStream("hostile");
  const quoted = `"${EVIL.replaceAll('"', '""')}"`;
  const lines = Array.from({ length: 90 }, (_, i) => {
    const a = stream.normal();
    return `${a},${i % 2 === 0 ? quoted : "b"},${a + (i % 2)}`;
  });
  const csv = `a,${quoted}2,${quoted}\n`.replace(`${quoted}2`, quoted.replace("=cmd", "=cmd2"));
  const raw = readCsv(csv + lines.join("\n"), ",");
  const { table } = tableOf(raw, { label: EVIL });
  const first = diagnose(table, { seed: testSeed("hostile") });
  const queries = queriesOf(raw, first.model);
  return diagnose(table, { seed: testSeed("hostile"), queries });
}

randomTest("the page shows what is hostile as text, whole and without scripts", () => {
  const { diagnosis } = hostile();
  const sentences = sentencesOf(diagnosis);
  assertEquals(sentences.length, 5);
  const page = diagnosisPage(diagnosis, { file: `<b>${EVIL}.csv`, sentences, leftOut: [EVIL] });
  assertFalse(page.includes("<script"), "a script");
  assert(page.includes("&lt;script&gt;"));
  assertFalse(page.includes("<b>="));
  assertMatch(page, /^<!doctype html>[^]*<\/html>/);
  for (const { query } of diagnosis.answers) assert(page.includes(`id="query-${query}"`));
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  assertEquals(ids.length, new Set(ids).size);
  for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) assert(ids.includes(target), target);
});

randomTest("answers for machines: a line each, and no cell is a formula", () => {
  const { diagnosis } = hostile();
  const [header, ...lines] = answersCsv(diagnosis.answers, { label: EVIL }).split("\r\n");
  assertEquals(lines.length, 91);
  assert(header.startsWith('query,"answer: =cmd()'));
  assertEquals(["=1+1", "@x", "-y", "+z", "\tq", "ok", 'a"b', -5].map(csvCell), [
    "'=1+1",
    "'@x",
    "'-y",
    "'+z",
    "'\tq",
    "ok",
    '"a""b"',
    "-5",
  ]);
});

randomTest("a model is kept with all its numbers", () => {
  const { model } = hostile();
  const kept = modelSchema.parse(JSON.parse(modelText(model)));
  assertEquals(kept.entries, [...model.records.entries]);
  assertEquals(kept.encoding, JSON.parse(JSON.stringify(model.encoding)));
  assertEquals(kept.window, model.window);
});

Deno.test("what is run has the packages of what is tested, but those of tests alone", () => {
  const { "@std/assert": _assert, "@std/testing": _testing, "fast-check": _check, ...rest } =
    tested.imports;
  assertEquals(run.imports, rest);
});

const HERE = new URL("./", import.meta.url);
const ignore = Deno.permissions.querySync({ name: "read", path: HERE }).state !== "granted";

Deno.test("what is no model is refused", { ignore }, async () => {
  await assertRejects(
    () => readModel(decodeURI(new URL("deno.json", HERE).pathname)),
    UsageError,
    "a model must be one that `attest diagnose --save` wrote, got ",
  );
});
