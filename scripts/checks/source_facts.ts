/** What the layer check needs to know of a TypeScript source, read from its syntax tree. */

import { childrenOf, type Node, parseTypeScript } from "../base/syntax_tree.ts";

/** What one source imports, mentions and seeds; lines count from 1. */
export interface SourceFacts {
  /** Imports and re-exports, of types too; `specifier` is undefined for a computed `import()`. */
  readonly imports: { readonly line: number; readonly specifier: string | undefined }[];
  /** Names in use: `Deno.test`, `new Date`, `setTimeout()`; of `a.b.c` the first two parts. */
  readonly mentions: { readonly line: number; readonly name: string }[];
  /** Numeric literals given to something named `seed`, as written. */
  readonly literalSeeds: { readonly line: number; readonly value: string }[];
  /** Calls of `randomStream` whose name begins with a literal, or has no part, as written. */
  readonly literalStreams: { readonly line: number; readonly value: string }[];
}

const IMPORTS = new Set([
  "ImportDeclaration",
  "ImportExpression",
  "ExportAllDeclaration",
  "ExportNamedDeclaration",
  "TSExternalModuleReference",
  "TSImportType",
]);

/** Reads `text`; throws a SyntaxError that names `file` when it is not TypeScript. */
export function readSource(file: string, text: string): SourceFacts {
  const facts: SourceFacts = { imports: [], mentions: [], literalSeeds: [], literalStreams: [] };
  try {
    visit(parseTypeScript(text), facts, text);
  } catch (cause) {
    throw new SyntaxError(`${file} must be TypeScript: ${(cause as Error).message}`, { cause });
  }
  return facts;
}

function visit(node: Node, facts: SourceFacts, text: string): void {
  const { line } = node.loc.start;
  if (IMPORTS.has(node.type) && (node.source ?? node.expression)) {
    facts.imports.push({ line, specifier: (node.source ?? node.expression).value });
  }
  if (node.type === "ImportDeclaration") return;
  const seed = literalSeed(node);
  if (seed) facts.literalSeeds.push({ line, value: text.slice(seed.start, seed.end) });
  if (isLiteralStream(node)) {
    facts.literalStreams.push({ line, value: text.slice(node.start, node.end) });
  }
  const mention = mentioned(node);
  if (mention) facts.mentions.push({ line, name: mention.name });
  for (const child of children(node)) if (child !== mention?.root) visit(child, facts, text);
}

/** The name `node` uses, and the identifier inside that is part of it. */
function mentioned(node: Node): { name: string; root?: Node } | undefined {
  if (node.type === "Identifier") return { name: node.name };
  const root = node.object ?? node.left ?? node.callee;
  if (root?.type !== "Identifier") return undefined;
  if (node.type === "NewExpression") return { name: `new ${root.name}`, root };
  if (/^(Optional)?CallExpression$/.test(node.type)) return { name: `${root.name}()`, root };
  if (node.type === "TSQualifiedName") return { name: `${root.name}.${node.right.name}`, root };
  if (!/^(Optional)?MemberExpression$/.test(node.type)) return undefined;
  const member = node.computed ? node.property.value : node.property.name;
  return { name: `${root.name}.${member}`, root };
}

/** What `node` gives to something named `seed`, when that is a numeric literal. */
function literalSeed(node: Node): Node | undefined {
  const target = node.key ?? node.id ?? node.left;
  const name = target?.name ?? target?.value ?? target?.property?.name;
  if (name !== "seed") return undefined;
  const value = node.value ?? node.init ?? node.right;
  return /^(Numeric|BigInt)Literal$/.test(unwrapped(value)?.type) ? value : undefined;
}

function isLiteralStream({ type, callee, arguments: given }: Node): boolean {
  if (type !== "CallExpression" || callee.name !== "randomStream") return false;
  return given.length === 0 || /Literal$/.test(unwrapped(given[0]).type);
}

/** The value inside `-x`, `x as T`, `x satisfies T` and `x!`. */
function unwrapped(value: Node): Node {
  const inner = value?.argument ?? value?.expression;
  return inner ? unwrapped(inner) : value;
}

/** The nodes inside `node`, but for those that only name a member: `{ fetch: 1 }` and `a.fetch`. */
function* children(node: Node): Generator<Node> {
  for (const [field, child] of childrenOf(node)) {
    if (node.computed || (field !== "key" && field !== "property")) yield child;
  }
}
