/** Subjects: what is put to the test. A theory's reference model is one, every mutant is another. */

/**
 * A name, and any part of what the subjects of a theory can do.
 *
 * `Can` is the theory's interface of capabilities; the engine knows them by their names alone.
 */
export type Subject<Can extends object = object> = {
  /** Unique, in kebab case. */
  readonly name: string;
  /** One line: what it is, or which mistake it stands for. */
  readonly description: string;
} & Partial<Can>;

/** What a subject does under this name; undefined where it lacks the capability. */
export function capabilityOf(subject: Subject, name: string): unknown {
  return (subject as Readonly<Record<string, unknown>>)[name];
}

/** Whether a subject differs from the reference in anything that a claim needs. */
export function touches(
  subject: Subject,
  reference: Subject,
  needs: readonly string[],
): boolean {
  return needs.some((need) => capabilityOf(subject, need) !== capabilityOf(reference, need));
}

/** The capabilities in `needs` that the subject lacks. */
export function missingCapabilities<Name extends string>(
  subject: Subject,
  needs: readonly Name[],
): Name[] {
  return needs.filter((need) => capabilityOf(subject, need) === undefined);
}
