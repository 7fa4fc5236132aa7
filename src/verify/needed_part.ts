/** What a claim sees of a subject: the capabilities that it needs, and not even a name beside. */

import type { ClaimFacts } from "../claim/claim.ts";
import {
  type Capabilities,
  type Capability,
  referenceSubject,
  type Subject,
} from "../attention/capabilities.ts";
import { describeError, type Outcome, undecided } from "./outcome.ts";

/** The part of a subject that a claim is given. */
export interface NeededPart {
  /** Frozen; whatever the needs do not name throws when it is read. */
  readonly capabilities: Capabilities;
  /** The needs that were read so far. */
  readonly read: ReadonlySet<string>;
}

/**
 * The part of a subject that these needs name.
 *
 * A claim that could tell subjects by their names could kill its mutants without measuring them, and one that
 * needs more than it says would be thought untouched by mutants that touch it.
 */
export function neededPart(subject: Subject, needs: readonly Capability[]): NeededPart {
  const read = new Set<string>();
  const part = {};
  for (const name of Object.keys(referenceSubject)) {
    const isNeeded = (needs as readonly string[]).includes(name);
    Object.defineProperty(part, name, {
      enumerable: isNeeded,
      get() {
        if (!isNeeded) throw new Error(`a claim sees what it needs of a subject, got ${name}`);
        read.add(name);
        return subject[name as Capability];
      },
    });
  }
  return { capabilities: Object.freeze(part) as Capabilities, read };
}

/**
 * What of a subject threw that ended a check, as "predict threw RangeError: …"; undefined where the check itself did.
 *
 * The check is run once more, with capabilities that remember: in the first run they are the subject's own.
 */
export function thrownBy(
  capabilities: Capabilities,
  check: (parts: Capabilities) => unknown,
): string | undefined {
  let thrown: { readonly by: string; readonly error: unknown } | undefined;
  const watched = {};
  for (const name of Object.keys(referenceSubject)) {
    Object.defineProperty(watched, name, {
      get() {
        const own: unknown = capabilities[name as Capability];
        if (typeof own !== "function") return own;
        return (...args: unknown[]) => {
          try {
            return own(...args);
          } catch (error) {
            // What one capability throws may pass through another.
            if (thrown?.error !== error) thrown = { by: name, error };
            throw error;
          }
        };
      },
    });
  }
  try {
    check(Object.freeze(watched) as Capabilities);
  } catch (error) {
    if (thrown?.error === error) return `${thrown!.by} threw ${describeError(error)}`;
  }
  return undefined;
}

/** The outcome, unless it is a pass of a claim that names needs which it never read: it is about less than it says. */
export function judgeNeeds(
  outcome: Outcome,
  { needs }: Pick<ClaimFacts, "needs">,
  read: ReadonlySet<string>,
): Outcome {
  const unread = needs.filter((need) => !read.has(need));
  if (outcome.verdict !== "verified" || unread.length === 0) return outcome;
  const reason = `it never read ${unread.join(", ")}, which its needs name`;
  const { cells } = outcome;
  return { ...undecided(outcome.cases, reason), ...(cells && { cells }) };
}
