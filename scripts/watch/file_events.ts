/** Something changed in some folders: told once for what an editor does in a burst. */

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Roots } from "../project/content_seed.ts";

/** Milliseconds of quiet after which a burst is over, and after which it is told in any case. */
const [QUIET, LONGEST] = [30, 250];

/** Listens until closed. */
export class FileEvents implements Disposable {
  readonly #watchers = new Set<Deno.FsWatcher>();
  /** Folders that hold what is watched: those of the project, and the library. */
  readonly #tops: readonly string[];
  readonly #onBurst: () => void;
  #isClosed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #since: number | undefined;

  /** `onBurst` is called after each burst of changes in the folders that hold what is watched. */
  constructor(roots: Roots, onBurst: () => void) {
    const [own, judged] = [roots.attest, roots.project].map((root) => fileURLToPath(root));
    this.#tops = [join(judged, "props"), join(judged, "fixtures"), join(own, "src")];
    this.#onBurst = onBurst;
    this.#listen();
  }

  /** Stops listening. */
  [Symbol.dispose](): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers) watcher.close();
  }

  #listen(): void {
    // The root is not walked, but told of: a folder may come later.
    this.#follow(dirname(this.#tops[0]), false);
    for (const folder of this.#tops) this.#follow(folder);
  }

  #follow(path: string, recursive = true): void {
    let watcher: Deno.FsWatcher;
    try {
      watcher = Deno.watchFs(path, { recursive });
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return;
      throw error;
    }
    this.#watchers.add(watcher);
    this.#read(watcher);
  }

  async #read(watcher: Deno.FsWatcher): Promise<void> {
    for await (const { kind, paths } of watcher) {
      // Who reads a file changes nothing.
      if (kind === "access") continue;
      if (paths.some((path) => this.#tops.includes(path))) this.#renew();
      this.#note();
    }
  }

  /** A folder that came, or came back, is listened to as the others are. */
  #renew(): void {
    const old = [...this.#watchers];
    this.#watchers.clear();
    this.#listen();
    for (const watcher of old) watcher.close();
  }

  #note(): void {
    if (this.#isClosed) return;
    const now = performance.now();
    this.#since ??= now;
    clearTimeout(this.#timer);
    const left = Math.max(0, Math.min(QUIET, this.#since + LONGEST - now));
    this.#timer = setTimeout(() => {
      this.#since = undefined;
      this.#onBurst();
    }, left);
  }
}
