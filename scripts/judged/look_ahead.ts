/** The next cases of a run, drawn before their turn, so that what they ask of a user's model is asked in one batch. */

import type { UniversalClaim } from "../../src/claim/claim.ts";
import { neededPart } from "../../src/verify/needed_part.ts";
import { drawCases, runCase } from "../../src/verify/verify_universal.ts";
import type { AskedSubject } from "./asked_subject.ts";
import type { Question } from "./messages.ts";

/** Cases whose questions are one batch; the first ones are few, as wrong models fail soon. */
const [FIRST, BATCH] = [10, 100];
/** Numbers of a batch, about: 64 MiB, and as many again of answers. */
const NUMBERS = 1 << 23;

/** Prepares a model for the cases of one run. */
export class LookAhead {
  readonly #claim: UniversalClaim;
  readonly #given: AskedSubject;
  readonly #asked: Extract<Question, { kind: "cases" }>;
  /** Cases of this run that are prepared. */
  #prepared = 0;
  /** Cases of the next batch. */
  #batch = FIRST;

  /** Nothing is drawn yet. */
  constructor(
    claim: UniversalClaim,
    given: AskedSubject,
    asked: Extract<Question, { kind: "cases" }>,
  ) {
    this.#claim = claim;
    this.#given = given;
    this.#asked = asked;
  }

  /** So many cases were run, and the next one is due. */
  async before(run: number): Promise<void> {
    if (run < this.#prepared) return;
    const { seed, limit } = this.#asked;
    const from = this.#prepared;
    if (from > 0) this.#given.finish();
    const to = Math.min(limit, from + this.#batch);
    this.#prepared = to;
    if (from >= to) return;
    const specs = await drawCases(this.#claim, { seed, from, to });
    const numbers = this.#given.prepare((recording) => {
      const { capabilities } = neededPart(recording, this.#claim.needs);
      for (const spec of specs) runCase(this.#claim, capabilities, { spec });
    });
    const share = Math.max(1, numbers) / (to - from);
    this.#batch = Math.max(1, Math.min(BATCH, Math.floor(NUMBERS / share)));
  }
}
