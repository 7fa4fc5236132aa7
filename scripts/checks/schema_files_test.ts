import { assertEquals } from "@std/assert";
import answerModel from "../../fixtures/schemas/attest-answer-model-1.schema.json" with {
  type: "json",
};
import counterexample from "../../fixtures/schemas/attest-counterexample-1.schema.json" with {
  type: "json",
};
import diagnosis from "../../fixtures/schemas/attest-diagnosis-1.schema.json" with { type: "json" };
import figures from "../../fixtures/schemas/attest-figures-1.schema.json" with { type: "json" };
import report from "../../fixtures/schemas/attest-report-2.schema.json" with { type: "json" };
import run from "../../fixtures/schemas/attest-run-2.schema.json" with { type: "json" };
import subject from "../../fixtures/schemas/attest-subject-1.schema.json" with { type: "json" };
import { schemaFiles } from "./schema_files.ts";

Deno.test("the committed JSON Schemas are those of the code", () => {
  const exported = JSON.parse(JSON.stringify(Object.fromEntries(schemaFiles())));
  assertEquals(exported, {
    "attest-answer-model-1.schema.json": answerModel,
    "attest-counterexample-1.schema.json": counterexample,
    "attest-diagnosis-1.schema.json": diagnosis,
    "attest-figures-1.schema.json": figures,
    "attest-report-2.schema.json": report,
    "attest-run-2.schema.json": run,
    "attest-subject-1.schema.json": subject,
  });
});
