/** Checks at the boundary: each error says what was asked, the rule, and the value. */

/** Throws a RangeError unless `value` is a whole number of at least `minimum`. */
export function requireCount(name: string, value: number, minimum = 1): void {
  if (!Number.isInteger(value) || value < minimum) {
    throw new RangeError(`${name} must be a whole number of at least ${minimum}, got ${value}`);
  }
}

/** Throws a RangeError unless `value` is finite and at least `minimum`. */
export function requireAtLeast(name: string, value: number, minimum: number): void {
  if (!Number.isFinite(value) || value < minimum) {
    throw new RangeError(`${name} must be a finite number of at least ${minimum}, got ${value}`);
  }
}

/** Throws a RangeError unless `value` is finite and above zero. */
export function requirePositive(name: string, value: number): void {
  if (!Number.isFinite(value) || value <= 0) {
    throw new RangeError(`${name} must be a finite number above 0, got ${value}`);
  }
}

/** Throws a RangeError unless `value` is a finite number. */
export function requireFiniteNumber(name: string, value: number): void {
  if (!Number.isFinite(value)) {
    throw new RangeError(`${name} must be a finite number, got ${value}`);
  }
}

/** Throws a RangeError unless every entry of `values` is finite. */
export function requireFinite(name: string, values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      throw new RangeError(`${name} must be finite, got ${values[i]} at index ${i}`);
    }
  }
}

/** Throws a RangeError unless `values` has `length` entries, as `because` demands. */
export function requireLength(
  name: string,
  values: ArrayLike<number>,
  rule: { length: number; because: string },
): void {
  if (values.length !== rule.length) {
    throw new RangeError(
      `${name} must have ${rule.length} entries ${rule.because}, got ${values.length}`,
    );
  }
}
