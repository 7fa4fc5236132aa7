/**
 * Takes away one guard after the other, and asks whether a probe that names it notices. Prints those that none
 * notices and exits 1 when there are any; exits 2 on a guard that is not in the sources.
 *
 * `mutate_guards.ts [TEXT…]`: only guards and probes whose file or name holds one of the texts. Run by
 * `deno task probes:mutations`, behind the probes themselves: one that fails anyway notices everything.
 */

import "../terminal/uncaught.ts";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ROOT, SCRATCH } from "../base/paths.ts";
import { writeError, writeOutput } from "../terminal/terminal.ts";
import { PROBES } from "./all_probes.ts";
import { distinctGuards, type GuardedBy, withoutGuard } from "./guards.ts";
import { playProbe } from "./play_probe.ts";

/** What an attest that judges other projects is made of. */
const SOURCES = ["src", "scripts", "fixtures/jsr", "deno.json", "deno.lock"];
/** Copies that are worked on at a time. */
const WORKERS = 2;

const asked = distinctGuards(PROBES).filter(({ guard, probes }) =>
  Deno.args.length === 0 ||
  Deno.args.some((text) =>
    guard.file.includes(text) || probes.some(({ name }) => name.includes(text))
  )
);
for (const { guard } of asked) requireThere(guard.file, () => textWithout(guard));

const waiting = [...asked];
let survivors = 0;
if (asked.length > 0) await Promise.all(Array.from({ length: WORKERS }, work));
writeOutput(`probes: ${asked.length} guards, ${survivors} that no probe misses\n`);
if (survivors > 0) Deno.exit(1);

async function work(): Promise<void> {
  await Deno.mkdir(SCRATCH, { recursive: true });
  const copy = await Deno.makeTempDir({ dir: fileURLToPath(SCRATCH), prefix: "guards-" });
  try {
    for (const path of SOURCES) await copyAll(path, copy);
    await requireWhole(copy);
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await tryWithout(next, copy);
    }
  } finally {
    await Deno.remove(copy, { recursive: true });
  }
}

/** What fails on a copy that lacks nothing would seem to notice everything. */
async function requireWhole(copy: string): Promise<void> {
  const [{ probes: [probe] }] = asked;
  const stage = { harness: pathToFileURL(`${copy}/`), done: new Map() };
  await playProbe(probe, stage).catch((error) => {
    writeError(`${probe.name} must pass while no guard is missing, got ${shown(error.message)}\n`);
    Deno.removeSync(copy, { recursive: true });
    Deno.exit(2);
  });
}

async function tryWithout({ guard, probes }: GuardedBy, copy: string): Promise<void> {
  const path = join(copy, guard.file);
  const whole = await Deno.readTextFile(path);
  await Deno.writeTextFile(path, withoutGuard(guard, whole));
  try {
    const stage = { harness: pathToFileURL(`${copy}/`), done: new Map() };
    for (const probe of probes) {
      const complaint = await playProbe(probe, stage).then(() => undefined, String);
      if (complaint === undefined) continue;
      writeError(`noticed: ${guard.file}: ${shown(guard.find)}: ${shown(complaint)}\n`);
      return;
    }
    survivors++;
    const names = probes.map(({ name }) => name).join("; ");
    writeOutput(`${guard.file}: ${shown(guard.find)}: nobody misses it, not ${names}\n`);
  } finally {
    await Deno.writeTextFile(path, whole);
  }
}

function shown(text: string): string {
  return text.split("\n")[0].trim();
}

function textWithout(guard: GuardedBy["guard"]): string {
  return withoutGuard(guard, Deno.readTextFileSync(new URL(guard.file, ROOT)));
}

function requireThere(file: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    writeError(`${file}: ${(error as Error).message}\n`);
    Deno.exit(2);
  }
}

async function copyAll(path: string, to: string): Promise<void> {
  const from = new URL(path, ROOT);
  await Deno.mkdir(join(to, dirname(path)), { recursive: true });
  if ((await Deno.stat(from)).isFile) return await Deno.copyFile(from, join(to, path));
  await Deno.mkdir(join(to, path), { recursive: true });
  for await (const { name } of Deno.readDir(from)) await copyAll(`${path}/${name}`, to);
}
