/** Margins of a run that follows from its stream: the same stream, the same run, and another one otherwise. */

import type { RandomStream } from "../prng.ts";
import { exactMargin, type Margin } from "./margin.ts";

/** Streams of which no two may give the same run, beside the first one further on. */
const STREAMS = 4;

/** What is run, and on what. */
export interface StreamMarginOptions {
  /** Everything that a run reports, as numbers. */
  readonly run: (stream: RandomStream) => readonly number[];
  /** Stream k at its start, each time anew. */
  readonly stream: (k: number) => RandomStream;
  /** Something else, which no run may remember. */
  readonly between: () => void;
}

/**
 * Runs on one stream twice in a row, on others, and on the first one again after something else: the same stream
 * at the same place has to give the same bits, and any other stream or place other ones.
 *
 * @example A draw is a run
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { randomStream } from "@attest/attest/claims";
 * import { streamMargins } from "@attest/attest/measurement";
 *
 * const streams = { stream: (k: number) => randomStream(1, k), between: () => {} };
 * const fails = (run: () => number[]) =>
 *   streamMargins({ ...streams, run }).filter(({ margin }) => margin < 0).length;
 * assertEquals(streamMargins({ ...streams, run: (stream) => [stream.uniform()] }).length, 12);
 * assertEquals(fails(() => [7]), 10);
 * ```
 */
export function streamMargins({ run, stream, between }: StreamMarginOptions): Margin[] {
  const streams = Array.from({ length: STREAMS }, (_, k) => stream(k));
  const runs = [...streams, streams[0]].map(run);
  between();
  const again = stream(0);
  const [first, further] = [run(again), run(again)];
  const names = [...streams.map((_, k) => `stream ${k}`), "stream 0 further on"];
  const pairs = runs.flatMap((one, i) =>
    runs.slice(0, i).map((other, j) =>
      exactMargin(`${names[i]} and ${names[j]} give one run`, sameBits(one, other), false)
    )
  );
  return [
    exactMargin("the same stream gives the same run", sameBits(first, runs[0]), true),
    exactMargin("and the same one after it", sameBits(further, runs[STREAMS]), true),
    ...pairs,
  ];
}

function sameBits(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((value, k) => Object.is(value, other[k]));
}
