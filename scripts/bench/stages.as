export * from "./floors";

/**
 * `iclGradient` of `src/kernel/assembly/icl.as` up to one of its stages, counted from 0: this text is compiled as
 * the end of that file, for its stages are exported to nobody.
 *
 * Differences of these times are the stages' own, each on caches as the stages before it leave them.
 */
export function iclUpTo(
  stage: i32,
  prompts: i32,
  n: i32,
  d: i32,
  covariates: usize,
  labels: usize,
  queries: usize,
  targets: usize,
  parameters: usize,
  gradient: usize,
  scratch: usize,
): void {
  const stride = (<usize>d) << 3;
  const size = <usize>n * stride;
  const own = (<usize>n) << 3;
  const group = promptsTogether(n, d);
  const projected = scratch;
  const directions = projected + <usize>group * bytes(d);
  const sums = directions + <usize>group * bytes(d);
  const scores = sums + (<usize>group << 4);
  for (let first = 0; first < prompts; first += group) {
    const count = prompts - first < group ? prompts - first : group;
    for (let b: usize = 0; b < <usize>count; b++) {
      products(parameters, queries + b * stride, projected + b * bytes(d), d, d);
    }
    if (stage >= 1) {
      for (let b: usize = 0; b < <usize>count; b++) {
        products(covariates + b * size, projected + b * bytes(d), scores + b * bytes(n), n, d);
      }
    }
    if (stage >= 2) {
      for (let b: usize = 0; b < <usize>count; b++) {
        weigh(scores + b * bytes(n), labels + b * own, sums + (b << 4), n);
      }
    }
    if (stage >= 3) {
      for (let b: usize = 0; b < <usize>count; b++) {
        const total = load<f64>(sums + (b << 4));
        const prediction = load<f64>(sums + (b << 4), 8) / total;
        const error = prediction - load<f64>(targets + (b << 3));
        store<f64>(sums + (b << 4), error / total);
        pull(scores + b * bytes(n), labels + b * own, prediction, n);
      }
    }
    if (stage >= 4) {
      for (let b: usize = 0; b < <usize>count; b++) {
        const direction = directions + b * bytes(d);
        for (let j: usize = 0; j < stride; j += 8) store<f64>(direction + j, 0);
        for (let i = 0; i < n; i += ROWS) {
          const rows = n - i < ROWS ? n - i : ROWS;
          const from = covariates + b * size + <usize>i * stride;
          pullRows(from, scores + b * bytes(n) + ((<usize>i) << 3), direction, rows, d);
        }
      }
    }
    if (stage >= 5) {
      for (let b: usize = 0; b < <usize>count; b++) {
        const scale = load<f64>(sums + (b << 4));
        addOuter(gradient, directions + b * bytes(d), queries + b * stride, scale, d);
      }
    }
    covariates += <usize>count * size;
    labels += <usize>count * own;
    queries += <usize>count * stride;
    targets += (<usize>count) << 3;
  }
}
