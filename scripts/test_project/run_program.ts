/** What only a process with every right can do for a test: FIFOs, links, full disks. */

/** Runs a program that the tests themselves may not, `mkfifo` for one, and throws where it fails. */
export async function unrestricted(program: string, ...args: string[]): Promise<void> {
  const { code, stderr } = await runProgram([program, ...args]);
  if (code !== 0) throw new Error(`${program} must run, got ${stderr}`);
}

/** What a program that the tests themselves may not run has to say. */
export async function runProgram(
  [program, ...args]: readonly string[],
  { cwd, env }: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const asked = JSON.stringify({ args, cwd, env, stdin: "null" });
  const run =
    `const { code, stdout, stderr } = await new Deno.Command(${
      JSON.stringify(program)
    }, ${asked}).output(); await Deno.stdout.write(stdout); await Deno.stderr.write(stderr); ` +
    "Deno.exit(code);";
  const command = new Deno.Command(Deno.execPath(), { args: ["eval", "--no-config", run] });
  const { code, stdout, stderr } = await command.output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}
