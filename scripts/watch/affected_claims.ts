/** The claims that an edit touches. */

import config from "../../deno.json" with { type: "json" };
import { ROOT } from "../base/paths.ts";
import { ImportGraph } from "./import_graph.ts";
import type { Texts } from "./watched_files.ts";

/** What every process of a claim loads before it knows which, and what judges. */
const [CHILD, JUDGE] = ["scripts/judged/child.ts", "scripts/watch/watch_worker.ts"]
  .map((path) => new URL(path, ROOT).href);
/** Of this the judge reads the names of capabilities, and calls none: what they do is no business of its. */
const REFERENCE = new URL("src/attention/reference_subject.ts", ROOT).href;
/** Our own names for entry points. */
const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(config.imports).filter(([name]) => name.startsWith("@attest/attest"))
    .map(([name, path]) => [name, new URL(path, ROOT).href]),
);

/** What an edit reaches. */
export interface Reach {
  /** Addresses of the claim files. */
  readonly claims: readonly string[];
  /** Whether it is loaded by whatever judges … */
  readonly judge: boolean;
  /** … and by every process of a claim. */
  readonly child: boolean;
}

/** Claims and what they import, kept up to date. */
export class AffectedClaims {
  readonly #graph = new ImportGraph(resolved);
  readonly #props: string;
  readonly #broken = new Map<string, string>();
  #closures: Closures;

  /** `props` is the address of the folder of claims. */
  constructor(props: URL, texts: Texts) {
    this.#props = props.href;
    this.#set([...texts.keys()], texts);
    for (const entry of [CHILD, JUDGE]) readScripts(this.#graph, entry);
    this.#closures = this.#close();
  }

  /** What is wrong with each file that is no TypeScript. */
  get broken(): ReadonlyMap<string, string> {
    return this.#broken;
  }

  /** The claims that import such a file, or are in one. */
  get blocked(): ReadonlySet<string> {
    return new Set(this.#reach([...this.#broken.keys()], [this.#closures]).claims);
  }

  /** Takes files that changed, and says what they reach by what is imported now or was before. */
  take(changed: readonly string[], texts: Texts): Reach {
    const before = this.#closures;
    // Mostly it imports what it did.
    if (this.#set(changed, texts)) this.#closures = this.#close();
    return this.#reach(changed, [before, this.#closures]);
  }

  /** Takes texts; true where one of them imports something else than before. */
  #set(files: readonly string[], texts: Texts): boolean {
    let isOther = false;
    for (const file of files) {
      this.#broken.delete(file);
      const text = texts.get(file);
      try {
        const changes = text === undefined ? this.#graph.delete(file) : this.#graph.set(file, text);
        isOther ||= changes;
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        this.#broken.set(file, error.message);
        // A new file that cannot be read is a file all the same.
        if (!this.#graph.has(file)) isOther = this.#graph.set(file, "");
      }
    }
    return isOther;
  }

  #reach(changed: readonly string[], all: readonly Closures[]): Reach {
    const hits = (closure: ReadonlySet<string> | undefined) =>
      closure !== undefined && changed.some((file) => closure.has(file));
    const judge = all.some((closures) => hits(closures.judge));
    const child = all.some((closures) => hits(closures.child));
    const present = this.#closures.claims;
    const claims = [...present.keys()].filter((file) =>
      judge || child || all.some(({ claims }) => hits(claims.get(file)))
    );
    return { claims, judge, child };
  }

  #close(): Closures {
    const files = this.#graph.files.filter((file) =>
      file.startsWith(this.#props) && file.endsWith("_test.ts")
    );
    return {
      claims: new Map(files.map((file) => [file, this.#graph.closure(file)])),
      judge: this.#graph.closure(JUDGE, REFERENCE),
      child: this.#graph.closure(CHILD),
    };
  }
}

/** What each claim file depends on, and what every one does. */
interface Closures {
  readonly claims: ReadonlyMap<string, ReadonlySet<string>>;
  readonly judge: ReadonlySet<string>;
  readonly child: ReadonlySet<string>;
}

/** Reads what a script imports of scripts/; the rest is known. */
function readScripts(graph: ImportGraph, entry: string): void {
  const open = [entry];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (graph.has(file) || !file.startsWith(ROOT.href)) continue;
    graph.set(file, Deno.readTextFileSync(new URL(file)));
    open.push(...graph.importsOf(file));
  }
}

function resolved(specifier: string, from: string): string | undefined {
  if (specifier.startsWith(".")) {
    const { href } = new URL(specifier, from);
    return href.endsWith(".ts") ? href : undefined;
  }
  return NAMES.get(specifier);
}
