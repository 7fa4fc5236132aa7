/** What of a source is timed: its syntax tree, without comments and layout, and of a claim without its words. */

import type { Node } from "../base/syntax_tree.ts";

/** Fields of nodes that say where they stand and what is written beside them. */
const BESIDE = new Set([
  ...["start", "end", "loc", "extra"],
  ...["leadingComments", "innerComments", "trailingComments"],
]);
/** Fields of a claim that have no say in how long one case or replicate takes on the reference model. */
const WORDS = new Set([
  ...["budget", "effectName", "expected", "mutants", "regime", "source", "statement"],
]);

/** Equal for two modules that run alike; `file` is the path from the root. */
export function timedText(file: string, tree: Node): string {
  const isClaim = file.startsWith("props/");
  return JSON.stringify(tree, (field, value: Node) => {
    if (BESIDE.has(field)) return undefined;
    if (isClaim && (value?.type === "ImportDeclaration" || isWords(value))) return null;
    return typeof value === "bigint" ? String(value) : value;
  });
}

function isWords(node: Node): boolean {
  return node?.type === "ObjectProperty" && WORDS.has(node.key.name);
}
