/** A user's model that is ready to be asked: `--subject`. */

import { lacking } from "../../src/attention/given_subject.ts";
import type { Offer } from "../../src/attention/offer.ts";
import { referenceSubject } from "../../src/attention/reference_subject.ts";
import type { ReportGiven } from "../../src/report/report_types.ts";
import { plural } from "../../src/report/text/summary.ts";
import { UsageError } from "../base/usage_error.ts";
import type { ClaimCard } from "../judged/claim_card.ts";
import type { GivenModel } from "../pool/pool_options.ts";
import { offerOf } from "../subject/protocol.ts";
import { SubjectDesk } from "../subject/subject_desk.ts";
import { subjectSource } from "../subject/subject_source.ts";
import { type Trial, tryModel } from "../subject/try_model.ts";
import { writeError } from "../terminal/terminal.ts";

/** Seconds that a claim may wait for an answer that does not come. */
export const SUBJECT_LIMIT = 20;

/** A model whose process is running. */
export interface OpenModel extends GivenModel, AsyncDisposable {
  /** What it is called. */
  readonly name: string;
  readonly given: ReportGiven;
  readonly offer: Offer;
  readonly desk: SubjectDesk;
  /** What came of the first questions. */
  readonly trial: Trial;
}

/**
 * Starts a model and tries it.
 *
 * @throws {UsageError} If it is none, or its first answers are none.
 */
export async function openModel(text: string, limit = SUBJECT_LIMIT): Promise<OpenModel> {
  const source = subjectSource(text);
  const desk = new SubjectDesk(source, { limit });
  const fail = async (got: string): Promise<never> => {
    await desk.close();
    const printed = desk.printed.trim();
    if (printed !== "") writeError(`${printed}\n`);
    throw new UsageError(
      `--subject must be a model that answers as .github/SUBJECTS.md says, got ${text}: ${got}`,
    );
  };
  const handshake = await desk.greet();
  if ("ended" in handshake) return await fail(handshake.ended);
  const { operations, options, precision, name } = handshake;
  const offer = offerOf(handshake);
  const trial = await tryModel(desk, offer);
  if (trial.unusable !== undefined) return await fail(trial.unusable);
  return {
    // A report tells the reference by its name.
    name: name === referenceSubject.name ? `${name} (yours)` : name,
    given: {
      ...{ source: text, kind: source.kind, operations: [...operations], precision },
      ...(options.length > 0 && { options: [...options] }),
    },
    ...{ offer, desk, trial },
    async [Symbol.asyncDispose]() {
      await desk.close();
      const printed = desk.printed.trim();
      if (printed !== "") writeError(`attest: the model printed, at the end: ${printed}\n`);
    },
  };
}

/** The claim as it is put to a model of a user's own: its power was shown on the reference, by its opponents. */
export function withoutOpponents(claim: ClaimCard): ClaimCard {
  const { rivals: _, ...own } = claim;
  return { ...own, mutants: [] } as ClaimCard;
}

/** Throws a UsageError where no claim of these can be put to the model. */
export function requireApplicable(
  claims: readonly ClaimCard[],
  { offer, given }: Pick<OpenModel, "offer" | "given">,
): void {
  if (claims.some(({ needs }) => lacking(offer, needs).length === 0)) return;
  const needs = [...new Set(claims.flatMap((claim) => claim.needs))].sort().join(", ");
  throw new UsageError(
    `--subject must offer what at least one of the claims needs (${needs}), got ${given.source} with ` +
      `${[...given.operations, ...given.options ?? []].join(", ")}, to which none of ${
        plural(claims.length, "claim")
      } can be put`,
  );
}
