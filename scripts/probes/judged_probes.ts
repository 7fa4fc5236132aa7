/** Whatever a claim does, it harms its own verdict only, and the run ends and says so. */

import { type BadAct, harmless } from "./harmless.ts";
import type { Guard, Probe } from "./probe.ts";

const CHILD = "scripts/judged/child.sh";
const PROCESS = "scripts/judged/claim_process.ts";
const CLAIM = "scripts/pool/loaded_claim.ts";

const ENDED: Guard = {
  file: CLAIM,
  find: 'if (reply.kind !== "ran") {',
  replace: 'if (reply.kind !== "ran") return { kind: "done", seconds: 0, ' +
    'outcome: { verdict: "verified", cases: run.of } };\n    if (reply.kind !== "ran") {',
};
const SILENT: Guard = {
  file: CLAIM,
  find: "if (silent > patience) {",
  replace: "if (silent < 0) {",
};
const MEMORY: Guard = { file: CHILD, find: '-gt "$limit" ]; then', replace: "-lt 0 ]; then" };
const PRINTS: Guard = {
  file: PROCESS,
  find: "if ((printed += text.length) > PRINTED) this.end(TALKATIVE);",
  replace: "",
};
const ANSWERS: Guard = {
  file: PROCESS,
  find: "else if ((printed += line.length) > PRINTED) {",
  replace: "else if (printed < 0) {",
};

/** Milliseconds of sleep. */
const sleep = (time: number) =>
  `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${time});`;
const WRITE = 'import { writeSync } from "node:fs";\n';
const ONCE = "let seen = false;\n";
/** Only the first case does it. */
const once = (act: string) => `if (!seen) { seen = true; ${act} }`;

/** What a claim does, and how. */
const BAD_ENDS: readonly [what: string, ...BadAct][] = [
  ["exits with 0", "Deno.exit(0);", /^crashed: its process ended with exit code 0$/, ENDED],
  ["exits with 7", "Deno.exit(7);", /^crashed: its process ended with exit code 7$/, ENDED],
  [
    "exits by Node's name",
    "exit(0);",
    /^crashed: its process ended with exit code 0$/,
    ENDED,
    'import { exit } from "node:process";\n',
  ],
  [
    "kills itself",
    "kill(pid, 9);",
    /^case 1 crashed: NotCapable|^crashed: its process was ended by signal 9$/,
    ENDED,
    'import { kill, pid } from "node:process";\n',
  ],
  ["sleeps too long", once(sleep(5000)), /^crashed: it gave no answer for 3 s: /, SILENT, ONCE],
  ["does not end", "for (;;);", /^crashed: it gave no answer for 3 s: a filter that/, SILENT],
  [
    "takes all memory in typed arrays",
    once(`const all = []; for (let i = 0; i < 36; i++) all.push(new Float64Array(1 << 23).fill(1));
    ${sleep(600)} all.at(-1);`),
    /^crashed: it used more than 2048 MiB of memory$/,
    MEMORY,
    ONCE,
  ],
  [
    "takes all memory in objects",
    once(`const all = []; for (let i = 0; i < 18; i++) all.push(Array(1 << 24).fill(1.5));
    ${sleep(600)} all.at(-1);`),
    /^crashed: it (used more than 2048 MiB|ran out of) /,
    MEMORY,
    ONCE,
  ],
  [
    "floods standard error",
    once("for (let i = 0; i < 200; i++) console.log('x'.repeat(10_000));"),
    /^crashed: it printed more than 1048576 characters$/,
    PRINTS,
    ONCE,
  ],
  [
    "floods the channel of its answers",
    once("for (let i = 0; i < 200; i++) writeSync(1, 'x'.repeat(10_000) + '\\n');"),
    /^crashed: it printed more than 1048576 characters$/,
    ANSWERS,
    WRITE + ONCE,
  ],
];

/** All of them. */
export const JUDGED_PROBES: readonly Probe[] = BAD_ENDS.map(([what, ...rest]) =>
  harmless({ what, limit: limitOf(what) }, rest)
);

/** Seconds of silence: few for what is silent on purpose, as every probe waits for them. */
function limitOf(what: string): number {
  return /end$|sleeps/.test(what) ? 3 : 20;
}
