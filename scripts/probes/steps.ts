/** The acts that probes are made of. */

import { join } from "node:path";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { filesUnder } from "../base/files_under.ts";
import type { Ran } from "../test_project/project.ts";
import { unrestricted } from "../test_project/run_program.ts";
import type { Stage, Step } from "./probe.ts";

/** Milliseconds after which a command hangs. */
const PATIENCE = 30_000;

/** What a command must do. */
export interface Expected {
  readonly code: number;
  /** What it must print, on either stream. */
  readonly says?: string | RegExp;
  /** What it must not print, on either stream. */
  readonly hides?: RegExp;
}

/** Runs a command on the project. Exit code 2 is one line on standard error and nothing else. */
export function attest(
  args: readonly string[],
  expected: Expected,
  env: Readonly<Record<string, string>> = {},
): Step {
  return async (stage) => {
    const ran = await run(stage, args, env);
    const output = ran.stdout + ran.stderr;
    if (/^ +at |backtrace|mistake in attest/m.test(output)) {
      throw new Error(`a mistake in attest shows in ${args[0]}\n${output}`);
    }
    if (ran.code !== expected.code) {
      throw new Error(`exit code ${ran.code} instead of ${expected.code} of ${args[0]}\n${output}`);
    }
    if (expected.code === 2) {
      assertEquals(ran.stdout, "");
      assertEquals(ran.stderr.trimEnd().split("\n").length, 1, ran.stderr);
    }
    const { says = "", hides } = expected;
    const said = typeof says === "string" ? output.includes(says) : says.test(output);
    if (!said) throw new Error(`another message than ${says} of ${args[0]}\n${output}`);
    if (hides?.test(output)) throw new Error(`${hides} in the output of ${args[0]}\n${output}`);
  };
}

function run({ project, harness }: Stage, args: readonly string[], env = {}): Promise<Ran> {
  return project.attest(["--project", ".", ...args], { env, harness, patience: PATIENCE });
}

/**
 * Runs a command, whatever its exit code, that leaves a folder of the project behind; where a probe with the same
 * files did it before, the folder is copied.
 */
export function given(folder: string, args: readonly string[]): Step {
  return async (stage) => {
    const key = JSON.stringify([folder, args, stage.files]);
    const { directory, write } = stage.project;
    const known = stage.done.get(key);
    if (known === undefined) {
      const done = run(stage, args).then(() => readFolder(directory, folder));
      stage.done.set(key, done);
      await done;
      return;
    }
    for (const [path, bytes] of await known) {
      await write(path, "");
      await Deno.writeFile(join(directory, path), bytes);
    }
  };
}

async function readFolder(root: string, folder: string): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for await (const path of filesUnder(root, folder)) {
    files.set(path, await Deno.readFile(join(root, path)));
  }
  return files;
}

/** Changes a text file; one that is not changed is a mistake of the probe. */
export function edit(path: string, change: (text: string) => string): Step {
  return async ({ project }) => {
    const text = await project.read(path);
    const changed = change(text);
    assert(changed !== text, `the edit of ${path} must change it, got no change`);
    await project.write(path, changed);
  };
}

/** Changes a file of JSON in place. */
// deno-lint-ignore no-explicit-any -- it may become anything
export function editJson(path: string, change: (value: any) => void): Step {
  return edit(path, (text) => {
    const value = JSON.parse(text);
    change(value);
    return JSON.stringify(value);
  });
}

/** Writes a file. */
export function put(path: string, text: string): Step {
  return ({ project }) => project.write(path, text);
}

/** Runs a program that makes what a test may not make, `mkfifo` for one; `./` begins a path of the project. */
export function make(program: string, ...args: readonly string[]): Step {
  return ({ project: { directory } }) =>
    unrestricted(program, ...args.map((arg) => arg.startsWith("./") ? join(directory, arg) : arg));
}

/** Holds a file to a text or a pattern. */
export function holds(path: string, wanted: string | RegExp): Step {
  return async ({ project }) => {
    const text = await project.read(path);
    if (typeof wanted === "string") assertStringIncludes(text, wanted);
    else assertMatch(text, wanted);
  };
}

/** Holds the claims of a report to their verdicts, and to the beginning of the reason of one. */
export function verdicts(
  path: string,
  wanted: Readonly<Record<string, string>>,
  reason: { readonly of?: string; readonly is?: RegExp } = {},
): Step {
  return async ({ project }) => {
    const { claims } = JSON.parse(await project.read(path));
    const got = claims.map(({ id, verdict }: Record<string, string>) => [id, verdict]);
    const all = JSON.stringify(Object.fromEntries(got));
    if (all !== JSON.stringify(wanted)) {
      throw new Error(`verdicts ${all} instead of ${JSON.stringify(wanted)}`);
    }
    const of = claims.find(({ id }: Record<string, string>) => id === reason.of);
    if (reason.is) assertMatch(of?.reason ?? "", reason.is);
  };
}
