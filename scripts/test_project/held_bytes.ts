/** Bytes that are held by what can still be reached; needs `--v8-flags=--expose-gc`. */
export function heldBytes(): number {
  const { gc } = globalThis as { gc?: () => void };
  if (gc === undefined) {
    throw new Error("what is held must be measured with --v8-flags=--expose-gc");
  }
  gc();
  gc();
  const { heapUsed, external } = Deno.memoryUsage();
  return heapUsed + external;
}
