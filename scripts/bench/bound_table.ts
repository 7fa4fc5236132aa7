/** What bounds a step and where its time goes, as Markdown. */

import { numberText, percentText } from "../../src/report/text/number.ts";
import { sizeText, spreadText, table } from "./markdown_table.ts";
import type { StepBound } from "./step_bound.ts";
import type { StepRow } from "./step_times.ts";
import { AUTOGRAD_WANTED } from "./peer_names.ts";

const BOUND_MEANS =
  "Arithmetic is the 4·B·d·(n + d) operations of a step at the rate of multiply-adds from registers, exponentials " +
  "are B·n of them at the kernel's own rate from the first cache, reading is one pass over the covariates from " +
  "where they lie; all with vectors of two doubles, in WebAssembly, on one thread. Arithmetic and exponentials want " +
  "the same units, memory is read meanwhile: the bound is the larger of their sum and reading. Another exponential " +
  "may be faster than this one; no step is faster than its arithmetic alone, or than its reading.";

/** Floors, bound, the kernel beside it, and whether ten times autograd's speed is on this side of the bound. */
export function boundMarkdown(rows: readonly StepRow[]): string {
  const header = [
    ...["what bounds a step at (B, n, d), µs", "arithmetic", "exponentials", "reading", "bound"],
    ...["kernel", "kernel / bound", `${AUTOGRAD_WANTED} times as fast as autograd`],
  ];
  const lines = rows.map((row) => {
    const { floors, rates, bound, kernel, timesBound } = row.bound;
    return [
      sizeText(row),
      `${numberText(floors.arithmetic.median)} (${numberText(rates.arithmetic)} GFLOP/s)`,
      `${numberText(floors.exponentials.median)} (${numberText(rates.exponentials)} G/s)`,
      `${numberText(floors.reading.median)} (${numberText(rates.reading)} GB/s)`,
      ...[numberText(bound.median), numberText(kernel.median), spreadText(timesBound)],
      reachText(row.bound),
    ];
  });
  return `${table(header, lines)}\n\n${BOUND_MEANS}`;
}

/** Says of the target whether code of this kind could reach it, and what the kernel takes beyond its bound if so. */
export function reachText({ floors, bound, kernel, wanted }: StepBound): string {
  if (wanted === undefined) return "not measured";
  const micros = (time: number) => `${numberText(time)} µs`;
  const goal = `autograd/${AUTOGRAD_WANTED} ${micros(wanted.median)}`;
  const bare = Math.max(floors.arithmetic.median, floors.reading.median);
  if (bare > wanted.median) {
    return `out of reach: ${micros(bare)} without any exponential > ${goal}`;
  }
  if (bound.median > wanted.median) {
    return `out of reach with this exponential: bound ${micros(bound.median)} > ${goal}`;
  }
  const reached = kernel.median <= wanted.median ? "reached" : "not excluded";
  const beyond = micros(kernel.median - bound.median);
  return `${reached}: bound ${
    micros(bound.median)
  } ≤ ${goal}, the kernel ${beyond} above its bound`;
}

/** Rows of sizes, columns of the kernel's stages. */
export function stageTable(rows: readonly StepRow[]): string {
  const stages = rows[0]?.stages.map(({ stage }) => stage) ?? [];
  return table(
    ["where the kernel's step goes at (B, n, d), µs", ...stages],
    rows.map((row) => [
      sizeText(row),
      ...row.stages.map(({ microseconds, share }) =>
        `${numberText(microseconds.median)} (${percentText(share.median)})`
      ),
    ]),
  );
}
