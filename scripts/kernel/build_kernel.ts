/**
 * Builds the kernel into src/kernel/; with `--check`, compares it with what is there, byte for byte, and
 * exits 1 where they differ.
 *
 * Run by `deno task kernel:build` and `deno task kernel:check`.
 */

import "../terminal/uncaught.ts";
import { writeAtomically } from "../base/atomic_write.ts";
import { buildKernel, readSources } from "./build.ts";
import { carrier } from "./carrier.ts";
import { writeError } from "../terminal/terminal.ts";

const FOLDER = "src/kernel";

const check = Deno.args[0] === "--check";
if (Deno.args.length > (check ? 1 : 0)) {
  writeError(`build_kernel takes --check or nothing, got ${Deno.args.join(" ")}\n`);
  Deno.exit(2);
}
const wasm = await buildKernel(await readSources());
const wanted = new Map([
  [`${FOLDER}/kernel.wasm`, wasm],
  [`${FOLDER}/kernel_wasm.ts`, new TextEncoder().encode(carrier(wasm))],
]);
let stale = 0;
for (const [path, bytes] of wanted) {
  if (!check) await writeAtomically(path, bytes);
  else if (!equal(await Deno.readFile(path).catch(() => new Uint8Array()), bytes)) {
    writeError(`${path} must be what \`deno task kernel:build\` writes, got something else\n`);
    stale++;
  }
}
writeError(`kernel: ${wasm.length} bytes of WebAssembly, ${stale} of ${wanted.size} files stale\n`);
if (stale > 0) Deno.exit(1);

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
