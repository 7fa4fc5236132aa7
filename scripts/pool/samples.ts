/** Parts of a run that are computed again elsewhere, and whether they come out the same to the bit. */

import type { FailingCase } from "../../src/verify/outcome.ts";
import { encodeSpec, specText } from "../../src/report/spec_json.ts";
import { printableLine } from "../../src/report/text/printable.ts";

/** A case or replicate by its number in the run from 0, or the counterexample. */
export type Sample =
  | {
    readonly kind: "number";
    readonly index: number;
    readonly stratum?: string | undefined;
    readonly computed: Computed;
  }
  | { readonly kind: "counterexample"; readonly entry: FailingCase };

/** What is compared of a case or a replicate. */
export interface Computed {
  readonly spec: unknown;
  readonly cells: readonly number[];
  readonly margin?: FailingCase["margin"] | undefined;
  readonly effect?: number | undefined;
  readonly crash?: string | undefined;
}

/** Longest text of what came out. */
const LONGEST = 200;

/** What is computed again of a run: its ends, the last first, since a state that builds up shows there. */
export function samplesOf(
  ends: readonly (Computed & { readonly index: number; readonly stratum?: string })[],
  counterexample: FailingCase | undefined,
): Sample[] {
  const numbers = ends.toReversed().map((computed): Sample => (
    { kind: "number", index: computed.index, stratum: computed.stratum, computed }
  ));
  return counterexample === undefined
    ? numbers
    : [...numbers, { kind: "counterexample", entry: counterexample }];
}

/** All that is compared, as one text: equal texts are equal bits. */
export function computedText({ spec, cells, margin, effect, crash }: Computed): string {
  const { margin: by, got, wanted, what } = margin ?? {};
  return specText(encodeSpec({ spec, cells: [...cells], by, got, wanted, what, effect, crash }));
}

/** "case 7 came out as … and, computed again, as …"; undefined where both are the same. */
export function sampleDifference(
  name: string,
  computed: Computed,
  again: Computed,
): string | undefined {
  if (computedText(computed) === computedText(again)) return undefined;
  // The first of them that differs says the most.
  const [one, other] = resultTexts(computed, again);
  return `${name} came out as ${one} and, computed again in another process, as ${other}`;
}

function resultTexts(computed: Computed, again: Computed): [string, string] {
  const parts: readonly ((of: Computed) => unknown)[] = [
    ({ spec }) => spec,
    ({ crash }) => crash,
    ({ effect }) => effect,
    ({ margin }) => margin?.margin,
    ({ margin }) => margin?.got,
    ({ margin }) => margin?.wanted,
    ({ margin }) => margin?.what,
    ({ cells }) => [...cells],
  ];
  for (const part of parts) {
    const [one, other] = [computed, again].map((of) => specText(encodeSpec(part(of))));
    if (one !== other) return [short(one), short(other)];
  }
  return [short(computedText(computed)), short(computedText(again))];
}

function short(text: string): string {
  const line = printableLine(text);
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
