/** Which files the bench times: a pure function of what modules import. */

import type { Node } from "../base/syntax_tree.ts";

/** The syntax tree of a module by its path from the root of the project; throws where there is none. */
export type Trees = (path: string) => Node;

/** What is imported: all of a module, or some names of it. */
interface Import {
  readonly target: string;
  readonly names: readonly string[];
}

/** An entry point: where each name is from that it lists, and what it passes on whole. */
interface Door {
  readonly listed: ReadonlyMap<string, string>;
  readonly whole: readonly string[];
}

/**
 * The files that run when `roots` do: what these import, directly or through others. Types do not run, and of an entry
 * point only those modules whose names are asked for are followed: claims import by name what a page has 400 of.
 *
 * @param doors Entry points, which list names of other modules and have no code.
 * @param follows Whether code that is imported counts.
 */
export function timedFiles(
  treeOf: Trees,
  { roots, doors, follows }: {
    readonly roots: readonly string[];
    readonly doors: readonly string[];
    readonly follows: (target: string) => boolean;
  },
): string[] {
  const read = new Map(doors.map((door) => [door, readDoor(door, treeOf(door))]));
  const moduleOf = (door: string, name: string) => {
    const found = behindDoor(read, door, name);
    if (found === undefined) throw new RangeError(`${door} must export ${name}, got no such name`);
    return found;
  };
  const reached = new Set<string>();
  const open = [...roots];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    for (const { target, names } of importsOf(file, treeOf(file))) {
      const targets = doors.includes(target)
        ? names.map((name) => moduleOf(target, name))
        : [target];
      open.push(...targets.filter((next) => follows(next)));
    }
  }
  return [...reached].toSorted();
}

/** The module that a name is from, through entry points; what one lists itself hides what it passes on whole. */
function behindDoor(
  doors: ReadonlyMap<string, Door>,
  at: string,
  name: string,
): string | undefined {
  const door = doors.get(at);
  if (door === undefined) return at;
  const listed = door.listed.get(name);
  const parts = listed === undefined ? door.whole.filter((part) => doors.has(part)) : [listed];
  return parts.map((part) => behindDoor(doors, part, name)).find((found) => found !== undefined);
}

function readDoor(door: string, tree: Node): Door {
  const listed = new Map<string, string>();
  const whole: string[] = [];
  for (const node of sourcesOf(tree)) {
    const target = resolve(door, node.source.value);
    if (node.type === "ExportAllDeclaration") whole.push(target);
    else for (const { exported } of node.specifiers) listed.set(exported.name, target);
  }
  return { listed, whole };
}

function importsOf(file: string, tree: Node): Import[] {
  return sourcesOf(tree).filter(({ source }) => source.value.startsWith(".")).flatMap((node) => {
    const specifiers: Node[] = node.specifiers ?? [];
    const values = specifiers.filter((one) => !isType(one));
    // `import "./a.ts"` and `export *` name nothing, and run all the same.
    if (isType(node) || specifiers.length > 0 && values.length === 0) return [];
    const names = values.map(({ imported, local }) => imported?.name ?? local.name);
    return [{ target: resolve(file, node.source.value), names }];
  });
}

/** Imports and re-exports, which stand at the top of a module. */
function sourcesOf(tree: Node): Node[] {
  return tree.body.filter(({ source }: Node) => source);
}

function isType({ importKind, exportKind }: Node): boolean {
  return (importKind ?? exportKind) === "type";
}

function resolve(file: string, specifier: string): string {
  return new URL(specifier, `file:///${file}`).pathname.slice(1);
}
