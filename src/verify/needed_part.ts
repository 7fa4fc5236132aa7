/** What a claim sees of a subject: the capabilities that it needs, and not even a name beside. */

import type { ClaimFacts } from "../claim/facts.ts";
import { capabilityOf, type Subject } from "../claim/subject.ts";
import { needsNotRead } from "./obstacle.ts";
import { describeError, type Outcome, undecided } from "./outcome.ts";

/** The part of a subject that a claim is given. */
export interface NeededPart {
  /** Frozen; whatever the needs do not name throws when it is read. */
  readonly capabilities: object;
  /** The needs that were read so far. */
  readonly read: ReadonlySet<string>;
}

/**
 * The part of a subject that these needs name.
 *
 * A claim that could tell subjects by their names could kill its mutants without measuring them, and one that
 * needs more than it says would be thought untouched by mutants that touch it.
 */
export function neededPart(subject: Subject, needs: readonly string[]): NeededPart {
  const read = new Set<string>();
  const part = {};
  for (const name of new Set(needs)) {
    const get = () => {
      read.add(name);
      return capabilityOf(subject, name);
    };
    Object.defineProperty(part, name, { enumerable: true, get });
  }
  const capabilities = new Proxy(Object.freeze(part), {
    get(part, name) {
      const isNeeded = typeof name === "symbol" || Object.hasOwn(part, name);
      // Whether or not the subject has it: what one subject has and another lacks would tell them apart.
      if (!isNeeded) throw new Error(`a claim may read only what it needs, got ${name}`);
      return Reflect.get(part, name);
    },
  });
  return { capabilities, read };
}

/**
 * What of a subject threw that ended a check, as "predict threw RangeError: …"; undefined where the check itself did.
 *
 * The check is run once more, with capabilities that remember: in the first run they are the subject's own.
 */
export function thrownBy<Part extends object>(
  capabilities: Part,
  check: (parts: Part) => unknown,
): string | undefined {
  let thrown: { readonly by: string; readonly error: unknown } | undefined;
  const watched = new Proxy(Object.freeze({}), {
    get(_, name) {
      const own: unknown = Reflect.get(capabilities, name);
      if (typeof own !== "function") return own;
      return (...args: unknown[]) => {
        try {
          return own(...args);
        } catch (error) {
          // What one capability throws may pass through another.
          if (thrown?.error !== error) thrown = { by: String(name), error };
          throw error;
        }
      };
    },
  });
  try {
    check(watched as Part);
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
  const { cells } = outcome;
  return { ...undecided(outcome.cases, needsNotRead(unread)), ...(cells && { cells }) };
}
