/** Waits until `holds` does while a program runs; throws where the program ends before, so that no test waits on. */
export async function waitFor(
  program: Deno.ChildProcess,
  holds: () => Promise<boolean>,
): Promise<void> {
  let end: number | undefined;
  program.status.then(({ code }) => end = code);
  while (!(await holds())) {
    if (end !== undefined && !(await holds())) {
      throw new Error(`the program must run until then, got its end with exit code ${end}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
