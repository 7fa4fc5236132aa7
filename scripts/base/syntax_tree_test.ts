import { assertEquals, assertThrows } from "@std/assert";
import { childrenOf, parseTypeScript } from "./syntax_tree.ts";

Deno.test("the nodes in a node come in their order, with the fields that hold them", () => {
  const [statement] = parseTypeScript("const sum: number = one + two;").body;
  const [[field, declarator]] = childrenOf(statement);
  assertEquals([field, declarator.type], ["declarations", "VariableDeclarator"]);
  assertEquals([...childrenOf(declarator)].map(([name, { type }]) => [name, type]), [
    ["id", "Identifier"],
    ["init", "BinaryExpression"],
  ]);
});

Deno.test("what is not TypeScript has no tree", () => {
  assertThrows(() => parseTypeScript("const ="), SyntaxError);
});
