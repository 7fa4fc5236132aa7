/** Images of many points under one matrix; `src/kernel/images.ts` says the same in TypeScript. */

/**
 * out_i = Σ_a part_ia · column a, or as much more where `add` is not 0, for `count` points of k numbers with images of
 * d.
 *
 * Two entries a vector; the terms of each as they come. `out` and `parts` lie apart.
 */
export function images(
  count: i32,
  d: i32,
  k: i32,
  columns: usize,
  parts: usize,
  add: i32,
  out: usize,
): void {
  const stride = (<usize>d) << 3;
  const pairs = stride & ~15;
  const width = (<usize>k) << 3;
  const end = parts + (<usize>count) * width;
  while (parts < end) {
    const next = parts + width;
    for (let j: usize = 0; j < pairs; j += 16) {
      let entry = add ? v128.load(out + j) : f64x2.splat(0);
      let column = columns + j;
      for (let part = parts; part < next; part += 8, column += stride) {
        entry = f64x2.add(entry, f64x2.mul(v128.load(column), v128.load64_splat(part)));
      }
      v128.store(out + j, entry);
    }
    if (pairs < stride) {
      let entry = add ? load<f64>(out + pairs) : 0;
      let column = columns + pairs;
      for (let part = parts; part < next; part += 8, column += stride) {
        entry += load<f64>(column) * load<f64>(part);
      }
      store<f64>(out + pairs, entry);
    }
    parts = next;
    out += stride;
  }
}
