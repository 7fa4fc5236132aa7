/** The kernel as TypeScript that imports without a permission. */

/** The TypeScript that carries the bytes: nothing to fetch, no permission, in workers and packages alike. */
export function carrier(bytes: Uint8Array): string {
  return `/** The bytes of kernel.wasm in base 64, written by \`deno task kernel:build\`. */

/** See \`wasm.ts\`. */
export const KERNEL_WASM =
  "${bytes.toBase64()}";
`;
}
