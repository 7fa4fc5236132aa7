/** The guards that probes rest on: each once, found in the sources, and taken away from a copy of them. */

import type { Guard, Probe } from "./probe.ts";

/** A guard with the probes that name it. */
export interface GuardedBy {
  readonly guard: Guard;
  readonly probes: readonly Probe[];
}

/** Every guard once, in the order of the probes. */
export function distinctGuards(probes: readonly Probe[]): GuardedBy[] {
  const pairs = probes.flatMap((probe) => probe.guards.map((guard) => ({ guard, probe })));
  const groups = Map.groupBy(
    pairs,
    ({ guard: { file, find, replace } }) => JSON.stringify([file, find, replace]),
  );
  return [...groups.values()].map((group) => ({
    guard: group[0].guard,
    probes: group.map(({ probe }) => probe),
  }));
}

/** The text of the file without the guard; throws an error where the text of the guard is not there exactly once. */
export function withoutGuard({ file, find, replace }: Guard, text: string): string {
  const count = text.split(find).length - 1;
  if (count !== 1) {
    throw new Error(
      `${file} must hold the text of a guard exactly once, got it ${count} times: ${find}; ` +
        "name the line that guards now",
    );
  }
  return text.replace(find, () => replace);
}
