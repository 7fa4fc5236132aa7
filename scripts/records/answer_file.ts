/** Answers of a kept model to the queries of a file. */

import { answerQueries } from "../../src/records/answer_model.ts";
import { encode } from "../../src/records/encoding.ts";
import type { Answer } from "../../src/records/diagnosis.ts";
import { numberText } from "../../src/report/text/number.ts";
import { jsonText } from "../base/json_text.ts";
import { complaint, UsageError } from "../base/usage_error.ts";
import { layOut } from "../terminal/text_table.ts";
import { answersCsv } from "./answers_csv.ts";
import { readModel } from "./model_file.ts";
import { readTable } from "./read_table.ts";
import { refusalWords } from "./refusal_words.ts";
import type { AnswerRequest, RecordsResponse } from "./request.ts";
import { queriesOf } from "./table_of.ts";

/** Reads model and queries, and answers. */
export async function answerFile(
  asked: AnswerRequest,
  onStep: (what: string, done: number, of: number) => void,
): Promise<RecordsResponse> {
  const model = await readModel(asked.model);
  const raw = await readTable(asked.query);
  let answers: Answer[];
  try {
    const queries = queriesOf(raw, model);
    answers = answerQueries(model, encode(model.encoding, queries.columns, queries.count), {
      labels: queries.labels,
      onQuery: (done) => onStep("queries", done, queries.count),
    });
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof RangeError)) throw error;
    throw new UsageError(`${asked.query}: ${complaint(error)}`);
  }
  const json = jsonText({ schema: "attest-answers/1", label: model.label, answers });
  return {
    text: asked.json ? json : `${answerTable(answers, asked.width).join("\n")}\n`,
    files: asked.files
      ? { "answers.json": json, "answers.csv": answersCsv(answers, { label: model.label }) }
      : {},
    model: null,
  };
}

function answerTable(answers: readonly Answer[], width: number): string[] {
  const rows = answers.map(({ query, answer, refused, lower, upper, references }) => [
    { text: String(query) },
    { text: refused === null ? numberText(answer) : "refused" },
    { text: lower === null ? "" : `${numberText(lower)} … ${numberText(upper!)}` },
    {
      text: refused === null
        ? references.slice(0, 3).map(({ row }) => row).join(", ")
        : refusalWords(refused),
    },
  ]);
  const columns = ["query", "answer", "90 % interval", "rows behind it, or why not"];
  return layOut(
    columns.map((header, i) => ({ header, ...(i === 3 && { wrap: 60 }) })),
    rows,
    width,
  );
}
