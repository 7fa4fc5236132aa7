/** The JSON Schemas of the file formats, exported from the schemas that the code uses. */

import * as z from "zod";
import { counterexampleSchema } from "../../src/report/counterexample_schema.ts";
import { figuresSchema } from "../../src/report/figures/schema.ts";
import { reportSchema } from "../../src/report/schema.ts";
import { diagnosisSchema } from "../records/diagnosis_schema.ts";
import { modelSchema } from "../records/model_file.ts";
import { planSchema } from "../run_directory/run_plan.ts";
import { handshakeSchema } from "../subject/protocol.ts";

/** JSON Schemas by the names of their files in fixtures/schemas/. */
export function schemaFiles(): Map<string, unknown> {
  return new Map<string, unknown>([
    ["attest-answer-model-1.schema.json", z.toJSONSchema(modelSchema)],
    ["attest-counterexample-1.schema.json", z.toJSONSchema(counterexampleSchema)],
    ["attest-diagnosis-1.schema.json", z.toJSONSchema(diagnosisSchema)],
    ["attest-figures-1.schema.json", z.toJSONSchema(figuresSchema)],
    ["attest-report-2.schema.json", z.toJSONSchema(reportSchema)],
    ["attest-run-2.schema.json", z.toJSONSchema(planSchema)],
    ["attest-subject-1.schema.json", z.toJSONSchema(handshakeSchema, { io: "input" })],
  ]);
}
