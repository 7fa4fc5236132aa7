/** Watches the sources of claims, and runs what an edit touches until it is told to stop. */

import { plural } from "../../src/report/text/summary.ts";
import { UsageError } from "../base/usage_error.ts";
import type { Roots } from "../project/content_seed.ts";
import { AffectedClaims } from "./affected_claims.ts";
import { FileEvents } from "./file_events.ts";
import { JudgingThread } from "./judging_thread.ts";
import { WaitingFiles } from "./waiting_files.ts";
import { changesBetween, readWatched, type Texts } from "./watched_files.ts";
import type { WatchOptions } from "./watch_messages.ts";

/** What is watched, and how. */
export interface Watch {
  readonly roots: Roots;
  readonly options: WatchOptions;
  /** Names of claim files that run at once, without an edit. */
  readonly first: readonly string[];
  /** Names of claim files that were not as expected, the last first. */
  readonly red: readonly string[];
  /** Whether the claim of a file is one of those to run; of a new one it is not known. */
  readonly isWanted: (file: string) => boolean;
  /** Whether the claim of a file is decided soon. */
  readonly isQuick: (file: string) => boolean;
  /** Tells the user what the thread that judges cannot. */
  readonly note: (line: string) => void;
}

/** One watch, from its beginning to its end. */
export class ClaimWatch {
  readonly #watch: Watch;
  readonly #props: string;
  readonly #thread: JudgingThread;
  readonly #waiting: WaitingFiles;
  readonly #sources: AffectedClaims;
  #texts: Texts;
  #edited: readonly string[] = [];
  /** What the next run has to load anew. */
  #renew = { judge: false, child: false };
  #stop = flag();
  #isOver = false;
  #wake = Promise.withResolvers<void>();

  /** Throws a UsageError where the sources cannot be read. */
  constructor(watch: Watch) {
    this.#watch = watch;
    this.#props = new URL("props/", watch.roots.project).href;
    this.#waiting = new WaitingFiles(watch.red, watch.isQuick);
    this.#waiting.add(watch.first);
    this.#texts = readWatched(watch.roots);
    this.#thread = new JudgingThread(watch.options);
    this.#sources = new AffectedClaims(new URL(this.#props), this.#texts);
  }

  /** Ends it, whatever it is at. */
  end(): void {
    this.#isOver = true;
    this.#interrupt();
  }

  /** Settles once it was ended. */
  async run(): Promise<void> {
    using _events = new FileEvents(this.#watch.roots, () => this.#look());
    // What was edited before anybody listened.
    this.#look();
    while (!this.#isOver) {
      this.#wake = Promise.withResolvers();
      const blocked = this.#sources.blocked;
      const files = this.#waiting.inOrder(this.#edited)
        .filter((file) => !blocked.has(this.#props + file));
      if (files.length > 0) await this.#judge(files);
      else await this.#wake.promise;
    }
    await this.#thread.end();
  }

  async #judge(files: readonly string[]): Promise<void> {
    const { options } = this.#watch;
    this.#stop = flag();
    const renew = this.#renew;
    this.#renew = { judge: false, child: false };
    if (renew.judge) await this.#thread.restart();
    else if (renew.child) this.#thread.renew();
    const reply = await this.#thread.run({ options, files, stop: this.#stop });
    if ("run" in reply) return this.#waiting.settle(reply.run);
    if (!this.#isOver) this.#note(reply.error);
    // Tried again after the next edit, and not for ever.
    this.#waiting.settle({ done: files, red: files });
  }

  /** Looks at the sources after something happened to them. */
  #look(): void {
    let texts: Texts;
    try {
      texts = readWatched(this.#watch.roots);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      return this.#note(error.message);
    }
    const changed = changesBetween(this.#texts, texts);
    if (changed.length === 0) return;
    const { claims, judge, child } = this.#sources.take(changed, texts);
    this.#texts = texts;
    const exists = (name: string) => texts.has(this.#props + name);
    const wanted = claims.map((file) => file.slice(this.#props.length))
      .filter((file) => this.#watch.isWanted(file));
    this.#waiting.keep(exists);
    this.#waiting.add(wanted);
    this.#edited = changed.filter((file) => file.startsWith(this.#props))
      .map((file) => file.slice(this.#props.length));
    this.#renew = { judge: this.#renew.judge || judge, child: this.#renew.child || child };
    this.#tell(changed, wanted.length);
    this.#interrupt();
  }

  #note(text: string): void {
    const line = `attest: ${text}`;
    if (!this.#thread.note(line)) this.#watch.note(line);
  }

  #tell(changed: readonly string[], claims: number): void {
    const broken = changed.filter((file) => this.#sources.broken.has(file));
    for (const file of broken) {
      const wrong = this.#sources.broken.get(file);
      this.#note(
        `${this.#pathOf(file)} must be TypeScript, got ${wrong}; waiting for the next edit`,
      );
    }
    if (broken.length === changed.length) return;
    const [first, ...more] = changed.map((file) => this.#pathOf(file));
    const others = more.length === 0 ? "" : ` and ${plural(more.length, "other file")}`;
    const gone = changed.length === 1 && !this.#texts.has(changed[0]) ? "is gone" : "changed";
    const reached = claims === 0 ? "no claim imports it" : `running ${plural(claims, "claim")}`;
    this.#note(`${first}${others} ${gone}: ${reached}`);
  }

  #pathOf(file: string): string {
    const { attest, project } = this.#watch.roots;
    const root = [project, attest].find(({ href }) => file.startsWith(href));
    return root === undefined ? file : decodeURI(file.slice(root.href.length));
  }

  /** What is being run is of sources that are no more. */
  #interrupt(): void {
    Atomics.store(this.#stop, 0, 1);
    this.#thread.hurry();
    this.#wake.resolve();
  }
}

function flag(): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}
