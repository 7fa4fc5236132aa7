/** Files that import each other, directly or around a corner: a pure function of who imports whom. */

/**
 * Every circle once, as the files on it in the order of their imports, the first again at the end.
 *
 * Depth first: an import of a file that is still open closes a circle. Files that a search has left are
 * never entered again, so a knot of several circles is told by at least one of them.
 */
export function findCircles(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const circles: string[][] = [];
  const open: string[] = [];
  const left = new Set<string>();
  const enter = (file: string) => {
    open.push(file);
    for (const next of imports.get(file) ?? []) {
      const start = open.indexOf(next);
      if (start >= 0) circles.push([...open.slice(start), next]);
      else if (!left.has(next)) enter(next);
    }
    open.pop();
    left.add(file);
  };
  for (const file of imports.keys()) if (!left.has(file)) enter(file);
  return circles;
}
