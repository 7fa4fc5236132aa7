/** Projects outside of attest, whose claims import it by its name: what `attest --project` is for. */

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT, SCRATCH } from "../base/paths.ts";
import { ELSEWHERE, FLAGS, type Ran, readOutput } from "./project.ts";

/** How attest is run. */
export interface AttestOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** The attest that runs; the one of this test by default. */
  readonly harness?: URL;
  /** Milliseconds after which it is killed; it has as long as it takes when absent. */
  readonly patience?: number;
}

/** A project in a directory of its own, gone when it is disposed of. */
export interface OtherProject extends AsyncDisposable {
  /** Its path in full. */
  readonly directory: string;
  /** Runs attest with the permissions of its task, called from the project. */
  readonly attest: (args: readonly string[], options?: AttestOptions) => Promise<Ran>;
  /** The same, while it runs. */
  readonly start: (args: readonly string[], options?: AttestOptions) => Deno.ChildProcess;
  /** Writes a file and the folders that it needs. */
  readonly write: (path: string, text: string) => Promise<void>;
  readonly read: (path: string) => Promise<string>;
}

/** The text of a claim file as a project outside of attest has it. */
export function byName(text: string): string {
  return text.replace('"../scripts/test_claim.ts"', '"@attest/attest/test"')
    .replace('"../src/mod.ts"', '"@attest/attest"');
}

/** Makes a project of these files, by their paths in it. */
export async function otherProject(
  files: Readonly<Record<string, string>>,
  { prefix = "other-" }: { readonly prefix?: string } = {},
): Promise<OtherProject> {
  await Deno.mkdir(SCRATCH, { recursive: true });
  const directory = await Deno.makeTempDir({ dir: fileURLToPath(SCRATCH), prefix });
  const write = async (path: string, text: string) => {
    await Deno.mkdir(join(directory, dirname(path)), { recursive: true });
    await Deno.writeTextFile(join(directory, path), text);
  };
  for (const [path, text] of Object.entries(files)) await write(path, text);
  return {
    directory,
    write,
    read: (path) => Deno.readTextFile(join(directory, path)),
    attest: (args, options) => finished(commandOf(directory, args, options), options?.patience),
    start: (args, options) => commandOf(directory, args, options).spawn(),
    [Symbol.asyncDispose]: () => Deno.remove(directory, { recursive: true }),
  };
}

function commandOf(
  directory: string,
  args: readonly string[],
  { env = {}, harness = ROOT }: AttestOptions = {},
): Deno.Command {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", ...FLAGS, "scripts/attest.ts", ...args],
    // As `deno task` does: it starts in attest, and says where it was called.
    cwd: harness,
    env: { ...ELSEWHERE, INIT_CWD: directory, ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

/** What a command did. One that hangs is killed outright: asked to stop, attest would end what it is at first. */
async function finished(command: Deno.Command, patience?: number): Promise<Ran> {
  const child = command.spawn();
  const timer = patience && setTimeout(() => child.kill("SIGKILL"), patience);
  const output = await child.output();
  clearTimeout(timer);
  return readOutput(output);
}
