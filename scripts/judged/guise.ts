/** What a process shows a claim of the world, so that what depends on the world is found out. */

/** Milliseconds of an hour. */
const HOUR = 3_600_000;

/** The world that a claim is loaded into: where a part is absent, it is the real one. */
export interface Guise {
  /** Milliseconds since 1970 at which the clock stands; it goes on by one at every look. */
  readonly clock?: number;
  /** Seed of whatever is drawn without one. */
  readonly random?: number;
}

/** Puts it on, before anything is loaded. */
export function putOn({ clock, random }: Guise): void {
  if (clock !== undefined) replaceClock(clock);
  if (random !== undefined) replaceRandom(random);
}

function replaceClock(start: number): void {
  let looks = 0;
  const now = () => start + ++looks;
  const RealDate = Date;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
  });
  RealDate.prototype.constructor = globalThis.Date;
  // It counts from when the process began, which is another time in another world, too.
  performance.now = () => (start % HOUR) + ++looks;
  Object.defineProperty(performance, "timeOrigin", { value: start - (start % HOUR) });
  replaceTemporal(now);
  replaceFormats(now);
}

/** What Temporal takes for the present. */
function replaceTemporal(now: () => number): void {
  const { Temporal } = globalThis as { Temporal?: { Now: object; Instant: InstantOf } };
  if (Temporal === undefined) return;
  const instant = () => Temporal.Instant.fromEpochMilliseconds(now());
  const zoned = (zone = "UTC") => instant().toZonedDateTimeISO(zone);
  const parts = {
    instant,
    zonedDateTimeISO: zoned,
    plainDateTimeISO: (zone?: string) => zoned(zone).toPlainDateTime(),
    plainDateISO: (zone?: string) => zoned(zone).toPlainDate(),
    plainTimeISO: (zone?: string) => zoned(zone).toPlainTime(),
  };
  for (const [name, value] of Object.entries(parts)) {
    Object.defineProperty(Temporal.Now, name, { value, configurable: true });
  }
}

/** Formats write the present where they are given no date. */
function replaceFormats(now: () => number): void {
  const { prototype } = Intl.DateTimeFormat;
  const { get } = Object.getOwnPropertyDescriptor(prototype, "format")!;
  Object.defineProperty(prototype, "format", {
    get(this: Intl.DateTimeFormat) {
      const format = get!.call(this) as (date: Date | number) => string;
      return (date?: Date | number) => format(date ?? now());
    },
  });
  const { formatToParts } = prototype;
  prototype.formatToParts = function (date) {
    return formatToParts.call(this, date ?? now());
  };
}

/** The part of Temporal that is used. */
interface InstantOf {
  fromEpochMilliseconds(time: number): {
    toZonedDateTimeISO(zone: string): {
      toPlainDateTime(): unknown;
      toPlainDate(): unknown;
      toPlainTime(): unknown;
    };
  };
}

/** Marsaglia's xorshift, which is as good as any here. */
function replaceRandom(seed: number): void {
  let state = seed | 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  Math.random = () => next() / 2 ** 32;
  crypto.getRandomValues = <Values extends ArrayBufferView | null>(values: Values): Values => {
    if (values !== null) {
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      bytes.forEach((_, i) => bytes[i] = next());
    }
    return values;
  };
  crypto.randomUUID = () => {
    const digits = Array.from({ length: 4 }, () => next().toString(16).padStart(8, "0")).join("");
    const parts = [[0, 8], [8, 12], [12, 16], [16, 20], [20, 32]] as const;
    return parts.map(([from, to]) => digits.slice(from, to)).join("-") as ReturnType<
      Crypto["randomUUID"]
    >;
  };
}
