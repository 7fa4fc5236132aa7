/**
 * Small mistakes that could be made in a source: one token changed, or one term or statement left out.
 *
 * A pure function of the text; `mutate_source.ts` puts each to the tests.
 */

import { childrenOf, type Node, parseTypeScript } from "../base/syntax_tree.ts";

/** One mistake. */
export interface Mutation {
  /** Line of the change, from 1. */
  readonly line: number;
  /** What is replaced: offsets into the text, the end not included. */
  readonly start: number;
  readonly end: number;
  /** What takes its place. */
  readonly replacement: string;
  /** The lines that the change touches, in one line, without and with it: what it is known by. */
  readonly before: string;
  readonly after: string;
  /** Which of the mutations known by the same two texts, from 1. */
  readonly occurrence: number;
}

/** A mutation of a file. */
export interface FileMutation extends Mutation {
  /** Path from the root of the project. */
  readonly file: string;
}

type Edit = Pick<Mutation, "start" | "end" | "replacement">;

/** What is written by mistake for an operator. */
const SWAPS: Readonly<Record<string, string>> = {
  "+": "-",
  "-": "+",
  "*": "/",
  "/": "*",
  "%": "*",
  "**": "*",
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "===": "!==",
  "!==": "===",
  "&&": "||",
  "||": "&&",
  "+=": "-=",
  "-=": "+=",
  "*=": "/=",
  "/=": "*=",
  "++": "--",
  "--": "++",
};

/** Operators one side of which may be forgotten, and which: a subtrahend alone would change its sign. */
const TERMS: Readonly<Record<string, readonly ("left" | "right")[]>> = {
  "+": ["left", "right"],
  "-": ["left"],
  "*": ["left", "right"],
  "/": ["left"],
  "**": ["left"],
};

/** Every mistake in `text`, in its order; throws a SyntaxError when it is not TypeScript. */
export function findMutations(text: string): Mutation[] {
  const program = parseTypeScript(text);
  const edits: Edit[] = [];
  visit(program, text, edits);
  const unique = new Map(
    edits.map((edit) => [`${edit.start},${edit.end},${edit.replacement}`, edit]),
  );
  const known = new Map<string, number>();
  return [...unique.values()].toSorted((a, b) => a.start - b.start || a.end - b.end)
    .map((edit) => {
      const described = describe(edit, text);
      const key = JSON.stringify([described.before, described.after]);
      const occurrence = (known.get(key) ?? 0) + 1;
      known.set(key, occurrence);
      return { ...described, occurrence };
    });
}

/** The text with the mistake in it. */
export function mutate(text: string, { start, end, replacement }: Edit): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

function describe(edit: Edit, text: string): Omit<Mutation, "occurrence"> {
  const from = text.lastIndexOf("\n", edit.start - 1) + 1;
  const next = text.indexOf("\n", edit.end);
  const to = next < 0 ? text.length : next;
  const oneLine = (lines: string) => lines.replace(/\s+/g, " ").trim();
  const moved = { ...edit, start: edit.start - from, end: edit.end - from };
  return {
    ...edit,
    line: text.slice(0, edit.start).split("\n").length,
    before: oneLine(text.slice(from, to)),
    after: oneLine(mutate(text.slice(from, to), moved)),
  };
}

/** Types and messages decide nothing that a test of behaviour could see. */
function skipped(node: Node): boolean {
  const { type } = node;
  if (type === "ImportDeclaration") return true;
  return type.startsWith("TS") && !/^TS(As|NonNull|Satisfies|Instantiation)Expression$/.test(type);
}

function visit(node: Node, text: string, edits: Edit[]): void {
  if (skipped(node)) return;
  edits.push(...editsOf(node, text));
  // What an error says is held by tests of its text, where there are any.
  if (node.type === "ThrowStatement") return;
  for (const [, child] of childrenOf(node)) {
    // A loop that counts the wrong way only costs its time limit.
    if (!(child === node.update && child.type === "UpdateExpression")) visit(child, text, edits);
  }
}

function editsOf(node: Node, text: string): Edit[] {
  const whole = (replacement: string) => ({ start: node.start, end: node.end, replacement });
  switch (node.type) {
    case "BinaryExpression":
      return isText(node) ? [] : [...swapped(node, text), ...shortened(node, text)];
    case "LogicalExpression":
      return [
        ...swapped(node, text),
        ...(node.operator === "??" ? [whole(part(node.left, text))] : []),
      ];
    case "AssignmentExpression":
      return node.operator === "=" ? [] : swapped(node, text);
    case "UpdateExpression":
      return [operator(node.prefix ? node.start : node.end - 2, node.operator)];
    case "NumericLiteral":
      return [whole(otherNumber(node.value))];
    case "BooleanLiteral":
      return [whole(String(!node.value))];
    case "UnaryExpression":
      return /^[-!]$/.test(node.operator) ? [whole(` ${part(node.argument, text)}`)] : [];
    case "ExpressionStatement":
      return [whole(";")];
    case "IfStatement":
      return leaves(node.consequent) && !node.alternate ? [whole(";")] : [];
    default:
      return [];
  }
}

function operator(start: number, sign: string): Edit {
  return { start, end: start + sign.length, replacement: SWAPS[sign] };
}

/** The operator between two sides, with its usual mistake. */
function swapped({ left, right, operator: sign }: Node, text: string): Edit[] {
  if (SWAPS[sign] === undefined) return [];
  return [operator(text.indexOf(sign, left.end), sign)].filter(({ start }) => start < right.start);
}

/** `node` with one of its terms or factors left out. */
function shortened({ start, end, left, right, operator: sign }: Node, text: string): Edit[] {
  return (TERMS[sign] ?? []).map((kept) => ({
    start,
    end,
    replacement: part(kept === "left" ? left : right, text),
  }));
}

/** A side as it stands, in its brackets. */
function part(node: Node, text: string): string {
  const own = text.slice(node.start, node.end);
  return node.extra?.parenthesized ? `(${own})` : own;
}

/** Whether a sum joins texts rather than numbers. */
function isText({ left, right, operator: sign }: Node): boolean {
  const text = /^(String|Template)Literal$/;
  return sign === "+" &&
    [left, right].some((side) =>
      text.test(side.type) || side.type === "BinaryExpression" && isText(side)
    );
}

/** Whether a branch only throws, returns or goes on: a guard. */
function leaves(node: Node): boolean {
  const [only, ...others] = node.type === "BlockStatement" ? node.body : [node];
  return others.length === 0 &&
    /^(Throw|Return|Continue|Break)Statement$/.test(only?.type);
}

/** Another number of the same sort: the next whole one, or twice a fraction. */
function otherNumber(value: number): string {
  return String(Number.isInteger(value) && Math.abs(value) < 1e15 ? value + 1 : value * 2);
}
