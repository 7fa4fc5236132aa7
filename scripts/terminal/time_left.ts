/** How long a run may still take: by how long its claims took before, and how long they take here. */

/** Seconds by claim id of an earlier run, in all processes together. */
export type EarlierSeconds = ReadonlyMap<string, number>;

/** Estimates the time that is left of a run. */
export class TimeLeft {
  readonly #earlier: EarlierSeconds;
  readonly #workers: number;
  /** Seconds spent on claims that are not done. */
  readonly #open: Map<string, number>;
  /** Seconds spent here on claims that are done, and before on the same. */
  #spent = 0;
  #expected = 0;
  #finished = 0;

  /** Of a run of these claims on so many processes. */
  constructor(
    ids: Iterable<string>,
    { earlier, workers }: { readonly earlier: EarlierSeconds; readonly workers: number },
  ) {
    this.#open = new Map([...ids].map((id) => [id, 0]));
    this.#earlier = earlier;
    this.#workers = workers;
  }

  /** So many seconds were spent on a part of a claim. */
  spend(id: string, seconds: number): void {
    if (this.#open.has(id)) this.#open.set(id, this.#open.get(id)! + seconds);
  }

  /** A claim is done. */
  finish(id: string): void {
    const spent = this.#open.get(id);
    if (spent === undefined) return;
    this.#open.delete(id);
    this.#finished++;
    this.#spent += spent;
    this.#expected += this.#earlier.get(id) ?? 0;
  }

  /**
   * Seconds that are left; undefined as long as nothing is known.
   *
   * @param underWay Claims with the seconds of what is being computed of them.
   */
  seconds(underWay: Iterable<readonly [id: string, seconds: number]>): number | undefined {
    const open = new Map(this.#open);
    for (const [id, seconds] of underWay) open.set(id, (open.get(id) ?? 0) + seconds);
    const isKnown = [...open.keys()].every((id) => this.#earlier.has(id));
    if (this.#finished === 0 && !isKnown) return undefined;
    const pace = this.#pace(open);
    // What was never run takes as long as those that are done.
    const mean = this.#finished > 0 ? this.#spent / this.#finished : 0;
    let left = 0;
    for (const [id, spent] of open) {
      const before = this.#earlier.get(id);
      left += Math.max(0, (before === undefined ? mean : before * pace) - spent);
    }
    return left / this.#workers;
  }

  /** How much longer claims take here than before: those that are done, or at least those under way. */
  #pace(open: ReadonlyMap<string, number>): number {
    const begun = [...open].filter(([, spent]) => spent > 0);
    const spent = begun.reduce((sum, [, seconds]) => sum + seconds, this.#spent);
    const expected = begun.reduce(
      (sum, [id]) => sum + (this.#earlier.get(id) ?? 0),
      this.#expected,
    );
    const least = expected > 0 ? spent / expected : 1;
    return Math.max(least, this.#expected > 0 ? this.#spent / this.#expected : 1);
  }
}

/** "about 2 min left", in steps that a reader can follow. */
export function leftText(seconds: number): string {
  if (seconds < 5) return "a few seconds left";
  if (seconds < 55) return `about ${5 * Math.ceil(seconds / 5)} s left`;
  if (seconds < 55 * 60) return `about ${Math.ceil(seconds / 60)} min left`;
  return `about ${(seconds / 3600).toFixed(1)} h left`;
}
