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
  return encode(spec, { path: "spec", above: [] });
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

function encode(value: unknown, place: { path: string; above: readonly object[] }): Json {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (value === undefined) return { [KEY]: "undefined" };
  if (typeof value === "number") {
    if (Object.is(value, -0)) return { [KEY]: "-0" };
    return Number.isFinite(value) ? value : { [KEY]: String(value) };
  }
  if (typeof value !== "object") throw refusal(place.path, typeof value);
  if (place.above.includes(value)) throw refusal(place.path, "a cycle");
  const above = [...place.above, value];
  if (Array.isArray(value)) {
    return Array.from(value, (item, i) => encode(item, { path: `${place.path}[${i}]`, above }));
  }
  return encodeRecord(value, { ...place, above });
}

function encodeRecord(value: object, place: { path: string; above: readonly object[] }): Json {
  const prototype = Object.getPrototypeOf(value);
  // fast-check draws records without a prototype too; they compare alike and come back plain.
  if (prototype !== Object.prototype && prototype !== null) {
    throw refusal(place.path, value.constructor?.name ?? "an object with a prototype");
  }
  if (KEY in value) throw refusal(place.path, `the reserved key ${KEY}`);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      encode(item, { ...place, path: `${place.path}.${key}` }),
    ]),
  );
}

function refusal(path: string, got: string): TypeError {
  return new TypeError(
    `${path} must be made of records, arrays, text, numbers and truth values, got ${got}`,
  );
}
