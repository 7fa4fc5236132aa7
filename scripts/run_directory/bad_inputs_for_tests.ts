/** Files as nobody should write them: those that attest wrote, with something changed, drawn from a seed. */

import { type RandomStream, randomStream } from "../../src/prng.ts";

/** Values that stand where others should. */
const ODD: readonly unknown[] = [
  ...[null, true, "", "x", "NaN", "Infinity", -1, 0, 1, 0.5, 1e300, -0, 2 ** 53, [], {}, [[]]],
  ...[{ toString: 1 }, { $value: "NaN" }, { __proto__: null }, "\u0000\u001b[31m", "../../x"],
  ...["verified", "refuted", "undecided", "deep", "a".repeat(5000), Array(3000).fill(0.5)],
];

/**
 * `count` texts that come of a JSON text by one change each, and one in eight by a change of its bytes: a value
 * replaced, removed, repeated, exchanged with another or nested, or the text cut, doubled or garbled.
 */
export function* badInputs(
  text: string,
  { seed, count }: { readonly seed: number; readonly count: number },
): Generator<string> {
  for (let i = 0; i < count; i++) {
    const random = randomStream(seed, `input ${i}`);
    yield i % 8 === 7 ? garbled(text, random) : changed(JSON.parse(text), random);
  }
}

function pick<Item>(items: readonly Item[], random: RandomStream): Item {
  return items[Math.floor(random.uniform() * items.length)];
}

type Place = readonly [holder: Record<string, unknown>, key: string];

/** Every place in a value; of long lists a few. */
function placesOf(value: unknown, places: Place[] = []): Place[] {
  if (value === null || typeof value !== "object") return places;
  const holder = value as Record<string, unknown>;
  for (const key of Object.keys(holder).slice(0, 40)) {
    places.push([holder, key]);
    placesOf(holder[key], places);
  }
  return places;
}

function changed(value: unknown, random: RandomStream): string {
  const places = placesOf(value);
  const [holder, key] = pick(places, random);
  const [other, otherKey] = pick(places, random);
  const changes = [
    () => holder[key] = pick(ODD, random),
    () => delete holder[key],
    () => holder[`${key}x`] = holder[key],
    () => holder[key] = structuredClone(other[otherKey]),
    () => Array.isArray(holder[key]) && holder[key].push(...structuredClone(holder[key])),
    () => typeof holder[key] === "number" && (holder[key] *= pick([-1, 2, 1.01, 1e9], random)),
    () => holder[key] = nested(pick([20, 200, 2000], random), holder[key]),
    () => typeof holder[key] === "boolean" && (holder[key] = !holder[key]),
  ];
  pick(changes, random)();
  return JSON.stringify(value);
}

function nested(depth: number, value: unknown): unknown {
  for (let level = 0; level < depth; level++) value = [value];
  return value;
}

function garbled(text: string, random: RandomStream): string {
  const at = Math.floor(random.uniform() * text.length);
  return pick([
    text.slice(0, at),
    text + text.slice(at),
    `${text.slice(0, at)}\u0000${text.slice(at + 1)}`,
    `${text.slice(0, at)}${"[".repeat(100_000)}${text.slice(at)}`,
    "",
    `\ufeff${text}`,
  ], random);
}
