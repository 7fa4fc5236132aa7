/** The claim files that are to be run, in the order in which a reader wants to know of them. */

/** What waits, and what was red. */
export class WaitingFiles {
  readonly #waiting = new Set<string>();
  /** Those that were not as expected, the last first. */
  #red: string[];
  readonly #isQuick: (file: string) => boolean;

  /** `isQuick` tells claims that are decided soon. */
  constructor(red: readonly string[], isQuick: (file: string) => boolean) {
    this.#red = [...red];
    this.#isQuick = isQuick;
  }

  /** These are to be run. */
  add(files: Iterable<string>): void {
    for (const file of files) this.#waiting.add(file);
  }

  /** Only these exist: what else waited is gone. */
  keep(exists: (file: string) => boolean): void {
    for (const file of this.#waiting) if (!exists(file)) this.#waiting.delete(file);
    this.#red = this.#red.filter(exists);
  }

  /** What came of a run. */
  settle(
    { done, red }: { readonly done: readonly string[]; readonly red: readonly string[] },
  ): void {
    for (const file of done) this.#waiting.delete(file);
    this.#red = [...red, ...this.#red.filter((file) => !done.includes(file))];
  }

  /** All that wait: those that failed last first, then the edited ones, then what is decided soon. */
  inOrder(edited: readonly string[]): string[] {
    const rank = (file: string) => {
      const place = this.#red.indexOf(file);
      if (place >= 0) return place;
      return this.#red.length + (edited.includes(file) ? 0 : this.#isQuick(file) ? 1 : 2);
    };
    return [...this.#waiting].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  }
}
