/** From a request to what is printed and written: reading, computing, and the texts. */

import { diagnose } from "../../src/records/diagnose.ts";
import { encodeNumber } from "../../src/report/special_numbers.ts";
import { jsonText } from "../base/json_text.ts";
import { complaint, UsageError } from "../base/usage_error.ts";
import { answersCsv } from "./answers_csv.ts";
import { DIAGNOSIS_SCHEMA, type DiagnosisFile, diagnosisSchema } from "./diagnosis_schema.ts";
import { diagnosisText } from "./diagnosis_text.ts";
import { diagnosisPage } from "./page.ts";
import { modelText } from "./model_file.ts";
import { readTable } from "./read_table.ts";
import type { DiagnoseRequest, RecordsResponse } from "./request.ts";
import { sentencesOf } from "./sentences.ts";
import { queriesOf, tableOf } from "./table_of.ts";
import { fitEncoding } from "../../src/records/encoding.ts";
import { basename } from "node:path";

/** Reads, diagnoses and writes texts; throws UsageError on input that cannot be used. */
export async function diagnoseFile(
  asked: DiagnoseRequest,
  onStep: (what: string, done: number, of: number) => void,
): Promise<RecordsResponse> {
  onStep("reading", 0, 1);
  const raw = await readTable(asked.file);
  const seed = asked.seed ?? raw.seed;
  const { table, leftOut } = of(asked.file, raw, (raw) =>
    tableOf(raw, {
      label: asked.label,
      features: asked.features,
      group: asked.group,
      class: asked.class,
    }));
  const queries = asked.query === undefined
    ? undefined
    : of(asked.query, await readTable(asked.query), (raw) =>
      queriesOf(raw, {
        // Which columns and levels there are does not hang on which rows are fitted.
        encoding: fitEncoding(table.columns, Int32Array.from(table.rows, (_, i) => i)),
        label: table.label,
        classes: table.classes,
      }));
  const { diagnosis, model } = of(asked.file, table, (table) =>
    diagnose(table, {
      seed,
      onStep,
      ...(queries && { queries }),
      ...(asked.tolerance !== undefined && { tolerance: asked.tolerance }),
    }));
  const sentences = sentencesOf(diagnosis);
  const { failSafe, intervals } = diagnosis;
  const file: DiagnosisFile = diagnosisSchema.parse({
    schema: DIAGNOSIS_SCHEMA,
    file: basename(asked.file),
    queries: asked.query === undefined ? null : basename(asked.query),
    seed,
    leftOut,
    sentences,
    ...diagnosis,
    failSafe: { ...failSafe, limit: encodeNumber(failSafe.limit) },
    intervals: { ...intervals, widths: intervals.widths.map(encodeNumber) },
  });
  const json = jsonText(file);
  return {
    text: asked.json ? json : diagnosisText(diagnosis, { sentences, leftOut, width: asked.width }),
    files: asked.files
      ? {
        "diagnosis.json": json,
        "answers.csv": answersCsv(diagnosis.answers, { label: table.label }),
        "page.html": diagnosisPage(diagnosis, { file: basename(asked.file), sentences, leftOut }),
      }
      : {},
    model: asked.save ? modelText(model) : null,
  };
}

/** What comes of a file, or a UsageError that names it: numbers that cannot be used are the user's to put right. */
function of<Raw, Result>(path: string, raw: Raw, make: (raw: Raw) => Result): Result {
  try {
    return make(raw);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof RangeError)) throw error;
    throw new UsageError(`${path}: ${complaint(error)}`);
  }
}
