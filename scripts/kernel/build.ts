/** Compiles AssemblyScript, the kernel above all; the same bytes from the same sources on every machine. */

import asc from "assemblyscript/asc";

/** Where the sources are. */
const SOURCES = "src/kernel/assembly";

/** No runtime, no checks of bounds, no relaxed SIMD: its results differ between machines. */
const OPTIONS = ["-O3", "--noAssert", "--runtime", "stub", "--enable", "simd"];
/** Constants from 64 on, so that no address is 0; the rest of the memory belongs to the caller. */
const MEMORY = ["--memoryBase", "64", "--initialMemory", "1"];

/** The kernel's sources by name. */
export async function readSources(): Promise<Map<string, string>> {
  const sources = new Map<string, string>();
  for await (const { name } of Deno.readDir(SOURCES)) {
    sources.set(name, await Deno.readTextFile(`${SOURCES}/${name}`));
  }
  return sources;
}

/**
 * The bytes of the module that `index.as` describes.
 *
 * Sources end in `.as` because they are no TypeScript that Deno could check; the compiler asks for `.ts`.
 *
 * @param sources Texts by name, `exp.as` say.
 * @throws {Error} On sources that do not compile, with what the compiler says.
 */
export async function buildKernel(sources: ReadonlyMap<string, string>): Promise<Uint8Array> {
  const written = new Map<string, string | Uint8Array>();
  const messages: string[] = [];
  const { error } = await asc.main(
    ["index.ts", "--outFile", "kernel.wasm", ...OPTIONS, ...MEMORY],
    {
      readFile: (name) => sources.get(name.replace(/\.ts$/, ".as")) ?? null,
      writeFile: (name, contents) => void written.set(name, contents),
      listFiles: () => [],
      stderr: { write: (text: string | Uint8Array) => void messages.push(String(text)) },
    },
  );
  const bytes = written.get("kernel.wasm");
  if (error || !(bytes instanceof Uint8Array)) {
    throw new Error(`the sources must compile, got\n${messages.join("")}`, { cause: error });
  }
  return bytes;
}
