/** Specs of cases as JSON that comes back as the same values, to the sign of zero. */

/** What JSON can hold. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Key of an object that stands for a value without a JSON form: `{"$value":"-0"}`. */
const KEY = "$value";
const SPECIAL = new Map<string, unknown>([
  ["-0", -0],
  ["Infinity", Infinity],
  ["-Infinity", -Infinity],
  ["NaN", NaN],
  ["undefined", undefined],
]);

/**
 * The JSON form of a spec: −0, NaN, the infinities and undefined become `{"$value": name}`.
 *
 * @example The sign of zero survives
 * ```ts
 * import { assert, assertEquals } from "@std/assert";
 * import { decodeSpec, encodeSpec } from "./spec_json.ts";
 *
 * assertEquals(encodeSpec({ gap: -0 }), { gap: { $value: "-0" } });
 * assert(Object.is((decodeSpec(encodeSpec([-0])) as number[])[0], -0));
 * ```
 *
 * @throws {TypeError} On what would not come back: bigint, functions, class instances, cycles.
 */
export function encodeSpec(spec: unknown): Json {
  return encode(spec, { path: "spec" });
}

/** The spec that `encodeSpec` wrote. */
export function decodeSpec(json: Json): unknown {
  if (json === null || typeof json !== "object") return json;
  if (Array.isArray(json)) return json.map(decodeSpec);
  const entries = Object.entries(json);
  if (entries.length === 1 && entries[0][0] === KEY) return SPECIAL.get(String(entries[0][1]));
  return Object.fromEntries(entries.map(([key, value]) => [key, decodeSpec(value)]));
}

/** One line that a reader takes in at once: JSON with the special values written plainly. */
export function specText(json: Json): string {
  return JSON.stringify(json).replaceAll(/\{"\$value":"(-0|NaN|-?Infinity|undefined)"\}/g, "$1");
}

// Loops and what was taken when this file was loaded: a claim that patches arrays or objects, as it should not,
// still has its specs written as they are.
const { defineProperty, getPrototypeOf, is, keys, prototype: plain } = Object;
const OWN = { configurable: true, enumerable: true, writable: true };
const { isArray } = Array;
const { isFinite } = Number;

interface Place {
  readonly path: string;
  /** The object that this one lies in, and where that lies. */
  readonly above?: { readonly value: object; readonly place: Place };
}

function encode(value: unknown, place: Place): Json {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (value === undefined) return { [KEY]: "undefined" };
  if (typeof value === "number") {
    if (is(value, -0)) return { [KEY]: "-0" };
    return isFinite(value) ? value : { [KEY]: `${value}` };
  }
  if (typeof value !== "object") throw refusal(place.path, typeof value);
  for (let up = place.above; up !== undefined; up = up.place.above) {
    if (up.value === value) throw refusal(place.path, "a cycle");
  }
  const above = { value, place };
  if (!isArray(value)) return encodeRecord(value, { ...place, above });
  const items: Json[] = [];
  for (let i = 0; i < value.length; i++) {
    items[i] = encode(value[i], { path: `${place.path}[${i}]`, above });
  }
  return items;
}

function encodeRecord(value: object, { path, above }: Place): Json {
  const prototype = getPrototypeOf(value);
  // fast-check draws records without a prototype too; they compare alike and come back plain.
  if (prototype !== plain && prototype !== null) {
    throw refusal(path, value.constructor?.name ?? "an object with a prototype");
  }
  if (KEY in value) throw refusal(path, `the reserved key ${KEY}`);
  const names = keys(value);
  const record: { [key: string]: Json } = {};
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    const item = (value as Record<string, unknown>)[name];
    const json = encode(item, { path: `${path}.${name}`, ...(above && { above }) });
    // Assigned, this one name would set the prototype.
    if (name === "__proto__") defineProperty(record, name, { ...OWN, value: json });
    else record[name] = json;
  }
  return record;
}

function refusal(path: string, got: string): TypeError {
  return new TypeError(
    `${path} must be made of records, arrays, text, numbers and truth values, got ${got}`,
  );
}
