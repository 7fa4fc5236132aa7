/** A probe played on an attest, whether that is whole or lacks a guard. */

import { ROOT } from "../base/paths.ts";
import { otherProject } from "../test_project/other_project.ts";
import { MAY_RUN } from "../test_project/project.ts";
import { GOOD } from "./good_project.ts";
import type { Probe, Stage } from "./probe.ts";

/** Plays it in a project of its own; throws an error where it does not come out as it must. */
export async function playProbe(
  { files = {}, steps }: Probe,
  stage: Pick<Stage, "harness" | "done">,
): Promise<void> {
  const texts = Object.entries<string | null>({ ...GOOD, ...files });
  const given = Object.fromEntries(
    texts.filter((entry): entry is [string, string] => entry[1] !== null),
  );
  await using project = await otherProject(given, { prefix: "probe-" });
  for (const step of steps) await step({ ...stage, project, files: given });
}

/** A test of each. */
export function testProbes(probes: readonly Probe[]): void {
  const done: Stage["done"] = new Map();
  for (const probe of probes) {
    Deno.test({
      name: `probe of part ${probe.part}: ${probe.name}`,
      ignore: !MAY_RUN,
      fn: () => playProbe(probe, { harness: ROOT, done }),
    });
  }
}
