/** Which files a change can reach: a pure function of the texts. */

import { readSource } from "../checks/source_facts.ts";

/**
 * The files that import `file`, directly or through others, in the order of `files`; itself not among them.
 *
 * @param files Texts by path from the root of the project.
 */
export function dependents(files: ReadonlyMap<string, string>): (file: string) => string[] {
  const importers = new Map<string, string[]>();
  for (const [path, text] of files) {
    for (const { specifier } of readSource(path, text).imports) {
      if (!specifier?.startsWith(".")) continue;
      const imported = new URL(specifier, `file:///${path}`).pathname.slice(1);
      importers.set(imported, [...importers.get(imported) ?? [], path]);
    }
  }
  return (file) => {
    const reached = new Set<string>();
    const open = [file];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const importer of importers.get(next) ?? []) {
        if (importer !== file && !reached.has(importer)) {
          reached.add(importer);
          open.push(importer);
        }
      }
    }
    return [...files.keys()].filter((path) => reached.has(path));
  };
}
