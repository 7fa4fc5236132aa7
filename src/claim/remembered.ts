/** What was measured for a claim, kept so that wrong laws are held to the same without measuring it again. */

import { freeze } from "./freeze.ts";

/** What one replicate measured, and how. */
interface Remembered {
  /** Its setting: seeds of 32 bits may be those of two settings. */
  readonly spec: string;
  /** What it read of the subject. */
  readonly read: readonly string[];
  readonly measured: unknown;
}

/**
 * What is measured of a replicate on a subject: what `memory` has by its seed, or else what is measured now, and kept
 * there. What was read of the subject then is read again, so that an observer of it sees no difference; and what was
 * measured is frozen, so that no law finds it as another left it.
 */
export function remembered<Part extends object, Measured>(
  memory: Map<number, unknown>,
  { spec, seed, subject }: {
    readonly spec: unknown;
    readonly seed: number;
    readonly subject: Part;
  },
  measure: (subject: Part) => Measured,
): Measured {
  const key = JSON.stringify(spec);
  const known = memory.get(seed) as Remembered | undefined;
  if (known?.spec === key) {
    for (const name of known.read) Reflect.get(subject, name);
    return known.measured as Measured;
  }
  const read = new Set<string>();
  const watched = new Proxy(subject, {
    get(target, name) {
      if (typeof name === "string") read.add(name);
      return Reflect.get(target, name);
    },
  });
  const measured = measure(watched);
  freeze(measured);
  memory.set(seed, { spec: key, read: [...read], measured });
  return measured;
}
