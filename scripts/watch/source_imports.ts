/** What a source imports when it runs, read from its syntax tree: what it imports for its types is left out. */

import { childrenOf, type Node, parseTypeScript } from "../base/syntax_tree.ts";

/** One import, or one re-export. */
export interface Import {
  readonly specifier: string;
  /** What is taken, by the names that the other module gives; undefined for all of it. */
  readonly names?: readonly string[];
}

/** The imports of a source. */
export interface SourceImports {
  readonly imports: readonly Import[];
  /** Where the names of a source come from that does nothing but re-export; undefined for any other. */
  readonly barrel?: Barrel;
}

/** A source that does nothing but re-export. */
export interface Barrel {
  /** By exported name: the other module, and its name there. */
  readonly names: ReadonlyMap<string, { readonly specifier: string; readonly name: string }>;
  /** Modules of which all names are re-exported. */
  readonly all: readonly string[];
}

/** Reads a text; throws a SyntaxError where it is not TypeScript. */
export function importsOf(text: string): SourceImports {
  const program = parseTypeScript(text);
  const body: readonly Node[] = program.body;
  const imports = body.flatMap(staticImport);
  const isBarrel = body.length > 0 &&
    body.every(({ type, source }) => /^Export(All|Named)Declaration$/.test(type) && source);
  if (isBarrel) return { imports, barrel: barrelOf(body) };
  return { imports: [...imports, ...computedImports(program)] };
}

function staticImport(node: Node): Import[] {
  if (!node.source || node.importKind === "type" || node.exportKind === "type") return [];
  const specifier: string = node.source.value;
  const taken: readonly Node[] | undefined = node.specifiers;
  const all = taken === undefined || taken.length === 0 ||
    taken.some(({ type }) => /Namespace|Default/.test(type));
  return [all ? { specifier } : { specifier, names: namesOf(taken) }];
}

/** The names that are taken of the other module; types are no more there when it runs. */
function namesOf(taken: readonly Node[]): string[] {
  return taken.filter(isValue).map((node) => nameOf(node.imported ?? node.local));
}

function isValue({ importKind, exportKind }: Node): boolean {
  return importKind !== "type" && exportKind !== "type";
}

function nameOf({ name, value }: Node): string {
  return name ?? value;
}

function barrelOf(body: readonly Node[]): Barrel {
  const names = body.filter(({ type, exportKind }) =>
    type === "ExportNamedDeclaration" && exportKind !== "type"
  ).flatMap(({ specifiers, source }) =>
    (specifiers as readonly Node[]).filter(isValue).map((node) =>
      [nameOf(node.exported), { specifier: source.value, name: nameOf(node.local) }] as const
    )
  );
  const all = body.filter(({ type, exportKind }) =>
    type === "ExportAllDeclaration" && exportKind !== "type"
  ).map(({ source }) => source.value);
  return { names: new Map(names), all };
}

/** `import("…")`, wherever it stands. */
function computedImports(node: Node): Import[] {
  const own = node.type === "ImportExpression" && node.source?.type === "StringLiteral"
    ? [{ specifier: node.source.value as string }]
    : [];
  return [...own, ...[...childrenOf(node)].flatMap(([, child]) => computedImports(child))];
}
