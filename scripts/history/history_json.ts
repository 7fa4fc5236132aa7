/** A history as JSON, piece by piece: all of a long one is more than a process holds. */

import { runningProduct } from "../../src/report/evidence_product.ts";
import { printableJson } from "../../src/report/text/printable.ts";
import { referenceSubject } from "../../src/attention/reference_subject.ts";
import type { KeptRun } from "./rows.ts";
import type { Found } from "./trends.ts";

/** Characters of a piece, about. */
const PIECE = 1 << 16;

/** Claims with what runs found of them, in their order. */
type Claims = Iterable<readonly [claim: string, found: Iterable<Found>]>;

/** The runs and the claims' trends, each row on a line; the pieces end where lines do. */
export function* historyJson(runs: Iterable<KeptRun>, claims: Claims): Generator<string> {
  let piece = "";
  for (const line of linesOf(runs, claims)) {
    piece += line;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  yield piece;
}

function* linesOf(runs: Iterable<KeptRun>, claims: Claims): Generator<string> {
  yield '{\n  "schema": "attest-history/1",\n  "runs": [';
  yield* listed(runs, "    ");
  yield '\n  ],\n  "trends": [';
  let before = "";
  for (const [claim, found] of claims) {
    yield `${before}\n    {\n      "claim": ${textOf(claim)},\n      "points": [`;
    yield* listed(pointsOf(found), "        ");
    yield "\n      ]\n    }";
    before = ",";
  }
  yield "\n  ]\n}\n";
}

function* listed(rows: Iterable<unknown>, indent: string): Generator<string> {
  let before = "";
  for (const row of rows) {
    yield `${before}\n${indent}${textOf(row)}`;
    before = ",";
  }
}

/** Each result without what its trend says already, with the product after it. */
function* pointsOf(found: Iterable<Found>): Generator<unknown> {
  const productAfter = runningProduct({ reference: referenceSubject.name });
  for (const { result: { claim: _, ...result }, evidence } of found) {
    const product = productAfter(evidence);
    yield { ...result, product: result.unit === "cases" ? null : product };
  }
}

function textOf(value: unknown): string {
  return printableJson(JSON.stringify(value));
}
