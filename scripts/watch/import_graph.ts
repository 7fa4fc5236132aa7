/** Which files a file depends on when it runs: a pure function of the texts. */

import { type Import, importsOf, type SourceImports } from "./source_imports.ts";

/** Where an import leads: the address of a file, undefined for a package. */
export type Resolve = (specifier: string, from: string) => string | undefined;

/** The files that are known, and what each imports. */
export class ImportGraph {
  readonly #files = new Map<string, SourceImports>();
  readonly #resolve: Resolve;

  /** No file is known. */
  constructor(resolve: Resolve) {
    this.#resolve = resolve;
  }

  /**
   * Takes the text of a file; true where it imports something else than it did. Throws a SyntaxError where it is
   * not TypeScript, and keeps what was known of it.
   */
  set(file: string, text: string): boolean {
    const before = this.#files.get(file);
    const now = importsOf(text);
    this.#files.set(file, now);
    return before === undefined || comparable(before) !== comparable(now);
  }

  /** Forgets a file; true where it was known. */
  delete(file: string): boolean {
    return this.#files.delete(file);
  }

  /** Addresses of the files that are known. */
  get files(): string[] {
    return [...this.#files.keys()];
  }

  /** Whether a file is known. */
  has(file: string): boolean {
    return this.#files.has(file);
  }

  /** The files that a file imports itself, of whatever is known or not. */
  importsOf(file: string): string[] {
    return (this.#files.get(file)?.imports ?? [])
      .flatMap(({ specifier }) => this.#resolve(specifier, file) ?? []);
  }

  /**
   * The file and all that it imports, directly or through others. Of a file that does nothing but re-export, only
   * those are followed from which the names come that are imported: an entry point leads to all of the library.
   *
   * @param leaf A file whose imports are not followed.
   */
  closure(file: string, leaf?: string): Set<string> {
    const reached = new Set<string>();
    const seen = new Set<string>();
    const open: (readonly [file: string, name?: string])[] = [[file]];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const [at, name] = next;
      const key = `${at} ${name ?? "*"}`;
      if (seen.has(key)) continue;
      seen.add(key);
      reached.add(at);
      const known = this.#files.get(at);
      if (known !== undefined && at !== leaf) open.push(...this.#steps(at, known, name));
    }
    return reached;
  }

  /** Where a file leads from which one name is taken, or all. */
  #steps(
    at: string,
    { imports, barrel }: SourceImports,
    name: string | undefined,
  ): (readonly [file: string, name?: string])[] {
    if (barrel === undefined || name === undefined) {
      return imports.flatMap((taken) => this.#follow(at, taken));
    }
    const own = barrel.names.get(name);
    // What is not named comes from one of those of which all is re-exported, or was a type.
    const some: readonly Import[] = own
      ? [{ specifier: own.specifier, names: [own.name] }]
      : barrel.all.map((specifier) => ({ specifier, names: [name] }));
    return some.flatMap((taken) => this.#follow(at, taken));
  }

  #follow(from: string, { specifier, names }: Import): (readonly [file: string, name?: string])[] {
    const to = this.#resolve(specifier, from);
    if (to === undefined) return [];
    if (names === undefined || this.#files.get(to)?.barrel === undefined) return [[to]];
    return names.map((name) => [to, name] as const);
  }
}

function comparable({ imports, barrel }: SourceImports): string {
  return JSON.stringify([imports, barrel && [[...barrel.names], barrel.all]]);
}
