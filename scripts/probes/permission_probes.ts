/** What the process of a claim may not do at all: read what is not its own, write, start, connect, ask. */

import { type BadAct, harmless } from "./harmless.ts";
import type { Guard, Probe } from "./probe.ts";

const CHILD = "scripts/judged/child.sh";

/** A flag of the process that lets it do more. */
const grants = (flag: string): Guard => ({
  file: CHILD,
  find: "--no-prompt --quiet",
  replace: `--no-prompt --quiet ${flag}`,
});
const READS: Guard = {
  file: CHILD,
  find: '--allow-read="$root,$project"',
  replace: "--allow-read",
};

/** What a claim does, and how. */
const BAD_ACTS: readonly [what: string, ...BadAct][] = [
  [
    "reads a secret",
    'Deno.readTextFileSync("/etc/passwd");',
    /^case 1 crashed: NotCapable: /,
    READS,
  ],
  [
    "lists what lies beside",
    'Deno.readDirSync("/").next();',
    /^case 1 crashed: NotCapable: /,
    READS,
  ],
  [
    "writes a file",
    'Deno.writeTextFileSync("owned", "x");',
    /^case 1 crashed: NotCapable: /,
    grants("--allow-write"),
  ],
  [
    "starts a program",
    'new Deno.Command("true").outputSync();',
    /^case 1 crashed: NotCapable: /,
    grants("--allow-run"),
  ],
  [
    "listens on the network",
    "Deno.listen({ port: 0 }).close();",
    /^case 1 crashed: NotCapable: /,
    grants("--allow-net"),
  ],
  [
    "asks for the machine",
    "Deno.hostname();",
    /^case 1 crashed: NotCapable: /,
    grants("--allow-sys"),
  ],
  [
    "loads a library",
    'Deno.dlopen("libm.so.6", { cos: { parameters: ["f64"], result: "f64" } }).close();',
    /^case 1 crashed: NotCapable: /,
    grants("--allow-ffi"),
  ],
];

/** All of them. */
export const PERMISSION_PROBES: readonly Probe[] = BAD_ACTS.map(([what, ...rest]) =>
  harmless({ what, limit: 20 }, rest)
);
