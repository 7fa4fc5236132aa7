/** Two numbers from anywhere, as one vector. */

/** The entry at `first` and the one at `second`. */
// @ts-ignore: decorator
@inline
export function pair(first: usize, second: usize): v128 {
  return v128.load64_lane(second, v128.load64_zero(first), 1);
}
