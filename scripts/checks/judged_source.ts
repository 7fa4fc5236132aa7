/**
 * What a claim or a mutant may say: `deno test` loads them into the process that judges them, so there this check
 * is the only protection. It is one against accidents and plain tricks, not against an author who hides.
 *
 * An allow-list: imports of the library, fast-check, mutants, the harness and JSON below fixtures/; of what is
 * global only what is named here, and nothing of it as a value that could be changed under another name.
 */

import { childrenOf, type Node, parseTypeScript } from "../base/syntax_tree.ts";
import type { Breach } from "./purity.ts";

/** Globals whose members may be used and that may be called, and no more. */
const OBJECTS = new Set([
  ...["Array", "ArrayBuffer", "BigInt", "DataView", "Error", "JSON", "Map", "Math", "Object"],
  ...["Promise", "RangeError", "Set", "SyntaxError", "TypeError", "WeakMap"],
  ...["BigInt64Array", "BigUint64Array", "Float32Array", "Float64Array", "Int16Array"],
  ...["Int32Array", "Int8Array", "Uint16Array", "Uint32Array", "Uint8Array"],
]);
/** Globals that are plain values, or functions to pass on. */
const VALUES = new Set([
  ...["Boolean", "Infinity", "NaN", "Number", "String", "isFinite", "isNaN"],
  ...["parseFloat", "parseInt", "structuredClone", "undefined"],
]);
/** Members of Object that change nothing. */
const OF_OBJECT = new Set(["entries", "fromEntries", "groupBy", "hasOwn", "is", "keys", "values"]);
/** Ways from a value to what all values share. */
const SHARED = new Set([
  ...["__proto__", "constructor", "prototype", "caller", "callee", "arguments"],
  ...["__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__"],
]);
/** Names that are never declared either, since a declaration would hide what they mean elsewhere. */
const NEVER = new Set([
  ...["Deno", "Function", "Reflect", "Proxy", "Worker", "eval", "global", "globalThis"],
  ...["process", "require", "self"],
]);
/** Packages, and the library as projects outside of attest call it. */
const PACKAGES = new Set([
  "fast-check",
  "@attest/attest",
  "@attest/attest/claims",
  "@attest/attest/attention",
  "@attest/attest/measurement",
  "@attest/attest/test",
]);

/** What breaks the rule in a claim or a mutant; nothing in any other file. */
export function judgedBreaches(file: string, text: string): Breach[] {
  if (!/^(props|fixtures\/mutants)\//.test(file)) return [];
  const program = parseTypeScript(text);
  const declared = { own: new Set<string>(), imported: new Set<string>() };
  walk(program, (node) => declare(node, declared));
  const breaches: Breach[] = [];
  walk(program, (node, parents) => {
    const rule = brokenRule(node, { parents, declared });
    if (rule === undefined) return;
    const value = node.type === "ImportDeclaration"
      ? node.source.value
      : text.slice(node.start, node.end).split("\n")[0].slice(0, 80);
    breaches.push({ line: node.loc.start.line, rule, value });
  });
  return breaches;
}

interface Declared {
  /** Names that the file declares. */
  readonly own: Set<string>;
  /** Names that it imports: theirs is not the file's to change. */
  readonly imported: Set<string>;
}

interface Context {
  /** From the program inwards. */
  readonly parents: readonly Node[];
  readonly declared: Declared;
}

function walk(
  node: Node,
  visit: (node: Node, parents: readonly Node[]) => void,
  parents: readonly Node[] = [],
): void {
  visit(node, parents);
  const above = [...parents, node];
  for (const [, child] of childrenOf(node)) walk(child, visit, above);
}

function declare(node: Node, { own, imported }: Declared): void {
  if (/^Import(Default|Namespace)?Specifier$/.test(node.type)) imported.add(node.local.name);
  if (/^(Function|Class|TSInterface|TSTypeAlias|TSEnum)/.test(node.type)) addNames(node.id, own);
  if (node.type === "VariableDeclarator") addNames(node.id, own);
  if (node.type === "CatchClause") addNames(node.param, own);
  for (const param of node.params ?? []) addNames(param, own);
}

/** The names of a pattern. */
function addNames(pattern: Node, names: Set<string>): void {
  if (!pattern) return;
  if (pattern.type === "Identifier") names.add(pattern.name);
  for (const part of [pattern.left, pattern.argument, pattern.parameter]) addNames(part, names);
  for (const part of pattern.elements ?? []) addNames(part, names);
  for (const part of pattern.properties ?? []) addNames(part.value ?? part.argument, names);
}

function brokenRule(node: Node, context: Context): string | undefined {
  switch (node.type) {
    case "ImportDeclaration":
      return importRule(node.source.value);
    case "ImportExpression":
    case "MetaProperty":
      return "what is judged imports at its top, by name";
    case "ExportAllDeclaration":
      return "what is judged exports what it declares";
    case "Identifier":
      return nameRule(node, context);
    case "StringLiteral":
      return SHARED.has(node.value) ? "what all values share is not named" : undefined;
    case "AssignmentExpression":
    case "UpdateExpression":
    case "UnaryExpression":
      return changeRule(node, context.declared);
    default:
      return undefined;
  }
}

function importRule(specifier: string): string | undefined {
  return specifier.startsWith(".") || PACKAGES.has(specifier)
    ? undefined
    : "what is judged imports the library, fast-check, mutants and JSON of fixtures only";
}

function nameRule(node: Node, { parents, declared }: Context): string | undefined {
  if (SHARED.has(node.name)) return "what all values share is not named";
  const parent = parents.at(-1);
  if (isMemberName(node, parent)) {
    return parent.object?.name === "Object" && !OF_OBJECT.has(node.name)
      ? "of Object only what changes nothing is used"
      : undefined;
  }
  if (NEVER.has(node.name)) return "what is judged uses and declares no way to the outside";
  if (declared.own.has(node.name) || declared.imported.has(node.name)) return undefined;
  if (isType(parents)) return undefined;
  if (VALUES.has(node.name)) return undefined;
  if (!OBJECTS.has(node.name)) return "what is judged uses no global that is not listed";
  return isUsed(node, parent) ? undefined : "a global object is used, and not passed on";
}

/** `name` in `a.name`, `{ name: … }` and the like. */
function isMemberName(node: Node, parent: Node): boolean {
  if (parent?.computed) return false;
  return (parent?.property === node || (parent?.key === node && parent.value !== node)) ||
    parent?.imported === node || parent?.exported === node || parent?.label === node;
}

function isType(parents: readonly Node[]): boolean {
  return parents.some(({ type }) =>
    /^TS(?!AsExpression|Satisfies|NonNull|TypeAssertion)/.test(type)
  );
}

/** Called, made new, asked for a member, or asked whether something is one. */
function isUsed(node: Node, parent: Node): boolean {
  if (parent?.object === node) return true;
  if (/^(New|Call|OptionalCall)Expression$/.test(parent?.type)) return parent.callee === node;
  return parent?.type === "BinaryExpression" && parent.operator === "instanceof" &&
    parent.right === node;
}

/** Only what the file declares may be assigned to, counted up or deleted. */
function changeRule(node: Node, { own }: Declared): string | undefined {
  if (node.type === "UnaryExpression" && node.operator !== "delete") return undefined;
  const targets: Node[] = [node.left ?? node.argument];
  for (let target = targets.pop(); target !== undefined; target = targets.pop()) {
    if (target === null) continue;
    if (target.type === "ArrayPattern") targets.push(...target.elements);
    else if (target.type === "ObjectPattern") {
      targets.push(...target.properties.map((part: Node) => part.value ?? part.argument));
    } else if (target.type === "AssignmentPattern") targets.push(target.left);
    else if (target.type === "RestElement") targets.push(target.argument);
    else if (!own.has(rootOf(target) ?? "")) return "only what is declared here is changed";
  }
  return undefined;
}

/** `a` of `a.b[c]`. */
function rootOf(node: Node): string | undefined {
  return node.type === "Identifier" ? node.name : node.object && rootOf(node.object);
}
