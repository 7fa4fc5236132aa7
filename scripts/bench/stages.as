export * from "./floors";

/**
 * A step up to one of its stages, counted from 0: this text is compiled as the end of
 * `src/kernel/assembly/icl.as`, whose stages are exported to nobody.
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
  // prettier-ignore
  iclStages(
    stage, prompts, n, d, covariates, labels, queries, targets, parameters, gradient, scratch, 0,
  );
}
