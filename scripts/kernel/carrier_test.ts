import { assertEquals } from "@std/assert";
import { KERNEL_WASM } from "../../src/kernel/kernel_wasm.ts";
import { carrier } from "./carrier.ts";

const ignore = Deno.permissions.querySync({ name: "read", path: "src" }).state !== "granted";

Deno.test("the kernel that src carries is kernel.wasm, byte for byte", { ignore }, async () => {
  const bytes = await Deno.readFile("src/kernel/kernel.wasm");
  assertEquals(Uint8Array.fromBase64(KERNEL_WASM), bytes);
  assertEquals(await Deno.readTextFile("src/kernel/kernel_wasm.ts"), carrier(bytes));
});

Deno.test("the kernel imports nothing, and exports what src calls", { ignore }, async () => {
  const module = new WebAssembly.Module(await Deno.readFile("src/kernel/kernel.wasm"));
  assertEquals(WebAssembly.Module.imports(module), []);
  assertEquals(WebAssembly.Module.exports(module).map(({ name }) => name).toSorted(), [
    "cosineOfTurnsInPlace",
    "expInPlace",
    "iclGradient",
    "iclScratch",
    "images",
    "innerProducts",
    "logInPlace",
    "memory",
    "nearestLoss",
    "normals",
    "profiles",
    "projections",
    "signs",
    "spherePoints",
    "sweep",
    "uniforms",
  ]);
});
