/** Compiles floors and stages of a step as the kernel is compiled, from the kernel's own sources. */

import { buildKernel, readSources } from "../kernel/build.ts";

const HERE = "scripts/bench";

/** The module that exports what `floors.as` and `stages.as` do. */
export async function compileParts(): Promise<WebAssembly.Module> {
  const sources = await readSources();
  const stages = await Deno.readTextFile(`${HERE}/stages.as`);
  sources.set("index.as", `${sources.get("icl.as")}\n${stages}`);
  sources.set("floors.as", await Deno.readTextFile(`${HERE}/floors.as`));
  return new WebAssembly.Module(Uint8Array.from(await buildKernel(sources)));
}
