/** The rules of the entry points: pure functions of what `deno doc --json` says of them and of the texts that use them. */

/** The page of one entry point, as far as the rules read it. */
export interface DoorPage {
  readonly module_doc?: DocText;
  readonly symbols: readonly DoorSymbol[];
}

interface DocText {
  readonly tags?: readonly { readonly kind: string; readonly doc?: string }[];
}

interface DoorSymbol {
  readonly name: string;
  readonly declarations: readonly { readonly kind: string; readonly jsDoc?: DocText }[];
}

/** Names that nobody here imports, and why the door has them all the same. */
export const KEPT: Readonly<Record<string, string>> = {
  runClaim: "another program decides one claim on a model of its own",
  claimControl: "what runClaim takes, from a seed and a profile",
  boundsOf: "what a generator says of its claim's regime",
  ranged: "an arbitrary of one's own says its range",
};

/** An import by name from the library, by path or as other projects write it. */
const IMPORT =
  /import\s+(?:type\s+)?\{([^}]*)\}\s+from\s+"(?:(?:\.\.\/)+src\/(?:mod|claims|attention|measurement|report)\.ts|@attest\/attest(?:\/\w+)?)"/g;

/** The names that a text imports from the library. */
export function importedNames(text: string): string[] {
  return [...text.matchAll(IMPORT)].flatMap(([, list]) =>
    list.split(",").map((part) => part.replace(/^[\s*]*(type\s+)?/, "").split(/\s/)[0])
  ).filter((name) => name !== "");
}

/**
 * What is wrong with the entry points, in sentences.
 *
 * Types are not held to a use: `deno doc --lint` asks for those that signatures mention.
 *
 * @param pages By the path of the entry point.
 * @param users Texts of claims, mutants, laws and documents.
 * @param kept Names that are exported without a use, with the reason.
 */
export function doorErrors(
  pages: ReadonlyMap<string, DoorPage>,
  { users, kept }: {
    readonly users: readonly string[];
    readonly kept: Readonly<Record<string, string>>;
  },
): string[] {
  const leads = [...pages.values()].flatMap(({ module_doc }) => examplesOf(module_doc));
  const used = new Set([...users, ...leads].flatMap(importedNames));
  const values = new Set(
    [...pages.values()].flatMap(({ symbols }) => symbols.filter(isValue).map(({ name }) => name)),
  );
  return [
    ...[...pages].flatMap(([path, page]) => pageErrors(path, page)),
    ...[...values].filter((name) => !used.has(name) && !Object.hasOwn(kept, name))
      .map((name) => `${name}: nobody imports what the door exports; make it private, or keep it`),
    ...Object.keys(kept).filter((name) => used.has(name) || !values.has(name))
      .map((name) => `${name}: is kept without need; it is used, or not exported`),
  ];
}

function pageErrors(path: string, { module_doc, symbols }: DoorPage): string[] {
  const docs = symbols.flatMap(({ name, declarations }) =>
    declarations.flatMap(({ jsDoc }) => examplesOf(jsDoc).map((example) => ({ name, example })))
  );
  return [
    ...(examplesOf(module_doc).length === 0 ? [`${path}: begins with no example`] : []),
    ...docs.filter(({ example }) => /from\s+"\.{1,2}\//.test(example))
      .map(({ name }) => `${path}: the example of ${name} imports by a path, not by name`),
  ];
}

function examplesOf(doc: DocText | undefined): string[] {
  return (doc?.tags ?? []).filter(({ kind }) => kind === "example").map(({ doc = "" }) => doc);
}

function isValue({ declarations }: DoorSymbol): boolean {
  return declarations.some(({ kind }) => /^(function|variable|class|enum)$/.test(kind));
}
