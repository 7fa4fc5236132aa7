/** Everything that one edit can make of a value that is read from a file: nothing of it may go unnoticed. */

/** A value with one edit, and where it was made: "strata.1.cases + 1". */
export interface Edited<Value> {
  readonly place: string;
  readonly value: Value;
}

/** The value with one thing changed: a number, a text, a truth, or a part of an object or a list left out. */
export function singleEdits<Value>(value: Value): Edited<Value>[] {
  return editsOf(value).map(({ place, value }) => ({ place, value: value as Value }));
}

function editsOf(value: unknown): Edited<unknown>[] {
  if (typeof value === "number") {
    return [{ place: "+ 1", value: value + 1 }, { place: "negated", value: -value - 3 }];
  }
  if (typeof value === "boolean") return [{ place: "negated", value: !value }];
  if (typeof value === "string") return [{ place: "longer", value: `${value}x` }];
  if (Array.isArray(value)) {
    return placesOf(value).flatMap((i) => [
      { place: `${i} left out`, value: value.toSpliced(i, 1) },
      { place: `${i} twice`, value: value.toSpliced(i, 0, value[i]) },
      ...inside(i, value[i], (edited) => value.with(i, edited)),
    ]);
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => {
    const { [key]: _, ...without } = value as Record<string, unknown>;
    return [
      { place: `${key} left out`, value: without },
      ...inside(key, one, (edited) => ({ ...value, [key]: edited })),
    ];
  });
}

function inside(
  key: string | number,
  value: unknown,
  put: (edited: unknown) => unknown,
): Edited<unknown>[] {
  return editsOf(value).map((edit) => ({ place: `${key}.${edit.place}`, value: put(edit.value) }));
}

/** Of a long list its ends and its middle. */
function placesOf({ length }: readonly unknown[]): number[] {
  return length > 9 ? [0, length >> 1, length - 1] : Array.from({ length }, (_, i) => i);
}
