/** What all code of a process shares: whether a file that was loaded has changed it. */

/** Objects whose properties are watched, with their prototypes. */
const NAMES = [
  ...["Object", "Function", "Array", "Number", "Boolean", "String", "Symbol", "BigInt", "Math"],
  ...["JSON", "Reflect", "Map", "Set", "WeakMap", "WeakSet", "WeakRef", "Promise", "Proxy"],
  ...["Error", "TypeError", "RangeError", "SyntaxError", "EvalError", "ReferenceError"],
  ...["Date", "RegExp", "ArrayBuffer", "SharedArrayBuffer", "DataView", "Atomics", "Iterator"],
  ...["Int8Array", "Uint8Array", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array"],
  ...["Float16Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array"],
  ...["Uint8ClampedArray", "TextEncoder", "TextDecoder", "WebAssembly", "Performance", "Crypto"],
];
/** Functions that are watched themselves. */
const FUNCTIONS = ["parseFloat", "parseInt", "isNaN", "isFinite", "structuredClone", "setTimeout"];

interface Watched {
  readonly name: string;
  readonly object: object;
  readonly key: PropertyKey;
  readonly value: unknown;
}

/** Remembers how everything is now; the result names the first thing that has changed since. */
export function watchIntrinsics(): () => string | undefined {
  const { getOwnPropertyDescriptor: describe, is } = Object;
  const watched: Watched[] = everything();
  return () => {
    for (let i = 0; i < watched.length; i++) {
      // Not taken apart as a list: what lists are walked by may be what has changed.
      const { name, object, key, value } = watched[i];
      const now = describe(object, key);
      if (!is(now?.value ?? now?.get, value)) return `${name}.${String(key)}`;
    }
    return undefined;
  };
}

function everything(): Watched[] {
  const shared = globalThis as unknown as Record<string, { prototype?: object }>;
  const objects = NAMES.filter((name) => shared[name] !== undefined).flatMap((name) => {
    const own = shared[name];
    return own.prototype === undefined
      ? [[name, own] as const]
      : [[name, own] as const, [`${name}.prototype`, own.prototype] as const];
  });
  const typed = Object.getPrototypeOf(Float64Array);
  const iterator = Object.getPrototypeOf([][Symbol.iterator]());
  const all = [
    ...objects,
    ["TypedArray", typed] as const,
    ["TypedArray.prototype", typed.prototype] as const,
    ["ArrayIterator.prototype", iterator] as const,
  ];
  return [
    ...[...NAMES, ...FUNCTIONS].flatMap((name) => entry("globalThis", globalThis, name)),
    ...all.flatMap(([name, object]) =>
      Reflect.ownKeys(object).flatMap((key) => entry(name, object, key))
    ),
  ];
}

function entry(name: string, object: object, key: PropertyKey): Watched[] {
  const found = Object.getOwnPropertyDescriptor(object, key);
  return found === undefined ? [] : [{ name, object, key, value: found.value ?? found.get }];
}
