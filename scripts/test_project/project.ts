/** A small copy of the project with claims of its own, for tests that run the command line. */

import { fileURLToPath, pathToFileURL } from "node:url";
import config from "../../deno.json" with { type: "json" };
import { filesUnder } from "../base/files_under.ts";
import { isTestSource } from "../base/test_source.ts";
import { claimFile, ROOT, SCRATCH } from "../base/paths.ts";
import { CLAIMS } from "./claim_texts.ts";

/** What is verified in a test is no business of a step or a task that runs the tests. */
export const ELSEWHERE = { GITHUB_ACTIONS: "", GITHUB_STEP_SUMMARY: "", INIT_CWD: "" };

/** Can these tests run? They start `deno`, and write below .attest/. */
export const MAY_RUN: boolean = [
  { name: "run", command: Deno.execPath() } as const,
  { name: "write", path: SCRATCH } as const,
  { name: "read", path: ROOT } as const,
].every((permission) => Deno.permissions.querySync(permission).state === "granted");

/** The flags of the task between `deno run` and the script. */
export const FLAGS: readonly string[] = config.tasks["attest:run"].command.split(" ").slice(2, -1);

/** What a command did. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A project in a directory of its own, gone when it is disposed of. */
export interface Project extends AsyncDisposable {
  /** Runs attest there, with the permissions of the task; relative paths are below the project. */
  readonly attest: (...args: string[]) => Promise<Ran>;
  /** The same with variables of the environment. */
  readonly attestWith: (
    env: Readonly<Record<string, string>>,
    ...args: string[]
  ) => Promise<Ran>;
  /** The same, while it runs. */
  readonly start: (...args: string[]) => Deno.ChildProcess;
  /** Runs test files there, without permissions. */
  readonly test: (...files: string[]) => Promise<Ran>;
  readonly read: (path: string) => Promise<string>;
  readonly write: (path: string, text: string) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
  /** The path of a file in full. */
  readonly path: (path: string) => string;
  /** Program and arguments that `attest` runs. */
  readonly commandLine: (...args: string[]) => string[];
  /** Names below a folder, sorted; empty when there is none. */
  readonly list: (folder: string) => Promise<string[]>;
}

/** A test with a project of its own. */
export function testProject(name: string, run: (project: Project) => Promise<void>): void {
  Deno.test({
    name: `attest: ${name}`,
    ignore: !MAY_RUN,
    async fn() {
      await using project = await createProject();
      await run(project);
    },
  });
}

/** A copy of the sources for all tests of a file, one after the other: its modules are compiled once. */
let sources: Promise<URL> | undefined;
Deno.test.afterAll(async () => {
  if (sources) await Deno.remove(await sources, { recursive: true });
});

async function createProject(): Promise<Project> {
  const at = await (sources ??= copyProject());
  const project = projectAt(at);
  for (const folder of ["props", "fixtures/mutants"]) {
    await Deno.mkdir(new URL(folder, at), { recursive: true });
  }
  for (const [slug, text] of Object.entries(CLAIMS)) await project.write(claimFile(slug), text);
  return project;
}

async function copyProject(): Promise<URL> {
  await Deno.mkdir(SCRATCH, { recursive: true });
  const path = await Deno.makeTempDir({ dir: fileURLToPath(SCRATCH), prefix: "project-" });
  const at = pathToFileURL(`${path}/`);
  for (const folder of ["src", "scripts"]) await copySources(folder, at);
  await Deno.copyFile(new URL("deno.lock", ROOT), new URL("deno.lock", at));
  const { "@std/assert": _assert, "@std/testing": _testing, ...imports } = config.imports;
  await Deno.writeTextFile(
    new URL("deno.json", at),
    JSON.stringify({ version: config.version, imports, nodeModulesDir: "none" }),
  );
  return at;
}

async function copySources(folder: string, to: URL): Promise<void> {
  for await (const path of filesUnder(fileURLToPath(ROOT), folder)) {
    if (isTestSource(path)) continue;
    await Deno.mkdir(new URL(".", new URL(path, to)), { recursive: true });
    await Deno.copyFile(new URL(path, ROOT), new URL(path, to));
  }
}

/** Everything but the sources goes, and so does what a test wrote among them. */
async function reset(at: URL, written: readonly string[]): Promise<void> {
  const kept = ["deno.json", "deno.lock", "scripts", "src"];
  for await (const { name } of Deno.readDir(at)) {
    if (!kept.includes(name)) {
      await Deno.remove(new URL(encodeURIComponent(name), at), { recursive: true });
    }
  }
  for (const path of written.filter((path) => /^(src|scripts)\//.test(path))) {
    await Deno.remove(new URL(path, at)).catch(() => {});
    await Deno.copyFile(new URL(path, ROOT), new URL(path, at)).catch(() => {});
  }
}

/** Runs a task of the project itself. */
export function runTask(...args: string[]): Promise<Ran> {
  return runDeno("task", "--quiet", ...args);
}

/** Runs a script of the project itself, which may read the project. */
export function runScript(...args: string[]): Promise<Ran> {
  return runDeno("run", "--no-prompt", "--allow-read=.", ...args);
}

async function runDeno(...args: string[]): Promise<Ran> {
  const command = new Deno.Command(Deno.execPath(), {
    args,
    cwd: ROOT,
    stdin: "null",
    env: { ...ELSEWHERE },
  });
  return readOutput(await command.output());
}

function projectAt(at: URL): Project {
  const command = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    new Deno.Command(Deno.execPath(), {
      args: [...args],
      cwd: at,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
      env: { ...ELSEWHERE, ...env },
    });
  const written: string[] = [];
  const attest = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    command(["run", ...FLAGS, "scripts/attest.ts", ...args], env);
  return {
    attest: async (...args) => readOutput(await attest(args).output()),
    attestWith: async (env, ...args) => readOutput(await attest(args, env).output()),
    start: (...args) => attest(args).spawn(),
    async test(...files) {
      // What the test runner prints is coloured even when piped.
      const runner = command(["test", "--no-prompt", "--no-check", ...files], { NO_COLOR: "1" });
      return readOutput(await runner.output());
    },
    path: (path) => fileURLToPath(new URL(path, at)),
    commandLine: (...args) => [Deno.execPath(), "run", ...FLAGS, "scripts/attest.ts", ...args],
    read: (path) => Deno.readTextFile(new URL(path, at)),
    write(path, text) {
      written.push(path);
      return Deno.writeTextFile(new URL(path, at), text);
    },
    remove: (path) => Deno.remove(new URL(path, at)),
    async list(folder) {
      try {
        const entries = await Array.fromAsync(Deno.readDir(new URL(folder, at)));
        return entries.map(({ name }) => name).sort();
      } catch {
        return [];
      }
    },
    [Symbol.asyncDispose]: () => reset(at, written),
  };
}

/** What a finished process said. */
export function readOutput({ code, stdout, stderr }: Deno.CommandOutput): Ran {
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}
