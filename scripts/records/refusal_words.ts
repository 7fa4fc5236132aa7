/** Why a query is refused, in words. */

import type { Answer } from "../../src/records/diagnosis.ts";

const WORDS: Readonly<Record<NonNullable<Answer["refused"]>, string>> = {
  far: "no past row is near enough",
  few: "too few past rows share the noise",
  tied: "the nearest rows are equally near and disagree",
  noise: "labels around it differ too much",
};

/** `no past row is near enough`. */
export function refusalWords(refused: NonNullable<Answer["refused"]>): string {
  return WORDS[refused];
}
