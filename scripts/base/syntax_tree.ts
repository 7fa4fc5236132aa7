/** TypeScript as a tree, for those who look at every node of it. */

import { parse } from "@babel/parser";

/** A node; what it has depends on its `type`. */
// deno-lint-ignore no-explicit-any -- nodes are walked generically, whatever their type
export type Node = any;

/** The tree of a module; throws a SyntaxError where the text is not TypeScript. */
export function parseTypeScript(text: string): Node {
  return parse(text, { sourceType: "module", plugins: ["typescript"] }).program;
}

/** The nodes in a node, each with the name of the field that holds it, in their order. */
export function* childrenOf(node: Node): Generator<readonly [field: string, child: Node]> {
  for (const [field, value] of Object.entries<Node>(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child?.type === "string" && child.loc) yield [field, child];
    }
  }
}
