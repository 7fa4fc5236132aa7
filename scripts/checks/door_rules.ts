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

/** The door of everybody, and that of the suite's own claims. */
const [OUTER, INNER] = ["src/mod.ts", "src/measurement.ts"];
/** From so many of the suite's own files that import it, a name is everybody's. */
const SHARED_BY = 6;
/** Names that everybody's door lists at most, types among them: more are a decision, not an accident. */
const MOST = 160;

/** Names that everybody's door has although hardly anybody here imports them, and why. */
export const KEPT: Readonly<Record<string, string>> = {
  boundsOf: "what a generator says of its claim's regime",
  claimControl: "what runClaim takes, from a seed and a profile",
  drawNearestBatch: "the task of paper A, as drawRegressionBatch is that of paper B",
  ranged: "an arbitrary of one's own says its range",
  runClaim: "another program decides one claim on a model of its own",
  signLabels: "the labels of promptWithInnerProducts",
  stackPrompts: "makes the batch of one's own prompts that losses and gradients take",
  transpose: "what multiply alone cannot write",
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

/** Who imports from the entry points, as texts. */
export interface DoorUsers {
  /** Documents, and files that others begin with. */
  readonly documents: readonly string[];
  /** The suite's own claims, mutants and laws. */
  readonly suite: readonly string[];
}

/**
 * What is wrong with the entry points, in sentences.
 *
 * Types are not held to a use: `deno doc --lint` asks for those that signatures mention. They count, though.
 *
 * @param pages By the path of the entry point.
 * @param kept Names that everybody's door has without that many uses, with the reason.
 * @param most Names that it lists at most.
 */
export function doorErrors(
  pages: ReadonlyMap<string, DoorPage>,
  { documents, suite, kept, most = MOST }: DoorUsers & {
    readonly kept: Readonly<Record<string, string>>;
    readonly most?: number;
  },
): string[] {
  const leads = [...pages.values()].flatMap(({ module_doc }) => examplesOf(module_doc));
  const shown = new Set([...documents, ...leads].flatMap(importedNames));
  const counts = countFiles(suite);
  const valuesOf = (door: string) => pages.get(door)?.symbols.filter(isValue).map(nameOf) ?? [];
  const values = new Set([...pages.keys()].flatMap(valuesOf));
  const outer = new Set(valuesOf(OUTER));
  const isShared = (name: string) => shown.has(name) || (counts.get(name) ?? 0) >= SHARED_BY;
  const isKept = (name: string) => Object.hasOwn(kept, name);
  return [
    ...[...pages].flatMap(([path, page]) => pageErrors(path, page)),
    ...[...values].filter((name) => !shown.has(name) && !counts.has(name) && !isKept(name))
      .map((name) => `${name}: nobody imports what the door exports; make it private, or keep it`),
    ...[...outer].filter((name) => counts.has(name) && !isShared(name) && !isKept(name))
      .map((name) =>
        `${name}: ${OUTER} lists what documents or ${SHARED_BY} files of the suite import, got ` +
        `${counts.get(name)}; move it to ${INNER}, or keep it`
      ),
    ...Object.keys(kept).filter((name) => isShared(name) || !outer.has(name))
      .map((name) => `${name}: is kept without need; it is used, or ${OUTER} does not export it`),
    ...sizeErrors(pages, most),
  ];
}

/** Everybody's door may not grow unseen, nor list what the inner one has. */
function sizeErrors(pages: ReadonlyMap<string, DoorPage>, most: number): string[] {
  const [outer, inner] = [OUTER, INNER].map((door) => pages.get(door)?.symbols.map(nameOf) ?? []);
  return [
    ...(outer.length <= most ? [] : [
      `${OUTER}: lists at most ${most} names, got ${outer.length}; move some to ${INNER}`,
    ]),
    ...outer.filter((name) => inner.includes(name))
      .map((name) => `${name}: ${OUTER} and ${INNER} both list it; only one of them may`),
  ];
}

/** In how many of these texts each name is imported. */
function countFiles(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of texts.flatMap((text) => [...new Set(importedNames(text))])) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function nameOf({ name }: DoorSymbol): string {
  return name;
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
