/** Seed and fingerprint that follow from the code under test: running again is no re-roll, a change is. */

/** What is put to the test, and what it is put to the test by. */
const FOLDERS: readonly { readonly name: string; readonly tests: boolean }[] = [
  { name: "fixtures/mutants", tests: false },
  { name: "props", tests: true },
  { name: "src", tests: false },
];

/** Where the project lies. */
export const ROOT: URL = new URL("../", import.meta.url);

/**
 * A seed in [0, 2³²) from the sources under `root`; needs to read them.
 *
 * Tests of src/ have no say: they do not change what a claim does.
 */
export async function contentSeed(root: URL = ROOT): Promise<number> {
  return seedOf(await hashFiles(await readSources(root)));
}

/** Sixteen hexadecimal digits that name the same sources: of other sources they are others. */
export async function contentFingerprint(root: URL = ROOT): Promise<string> {
  return (await hashFiles(await readSources(root))).slice(0, 8).toHex();
}

/** The first 32 bits of a hash. */
export function seedOf(hash: Uint8Array): number {
  return new DataView(hash.buffer, hash.byteOffset).getUint32(0);
}

type File = readonly [path: string, bytes: Uint8Array];

async function readSources(root: URL): Promise<File[]> {
  const paths: string[] = [];
  for (const { name, tests } of FOLDERS) {
    for await (const path of sources(root, name)) {
      if (tests || !path.endsWith("_test.ts")) paths.push(path);
    }
  }
  return await Promise.all(
    paths.sort().map(async (path) => [path, await Deno.readFile(new URL(path, root))] as const),
  );
}

/** A seed that no one can foresee. */
export function freshSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0];
}

/** SHA-256 over paths and bytes, each with its length. */
export async function hashFiles(files: readonly File[]): Promise<Uint8Array> {
  const encoder = new TextEncoder();
  const parts = files.flatMap(([path, bytes]) => [
    encoder.encode(`${path}\n${bytes.length}\n`),
    bytes,
  ]);
  const text = new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer());
  return new Uint8Array(await crypto.subtle.digest("SHA-256", text));
}

async function* sources(root: URL, folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(new URL(folder, root))) {
    if (isDirectory) yield* sources(root, `${folder}/${name}`);
    else if (name.endsWith(".ts")) yield `${folder}/${name}`;
  }
}
