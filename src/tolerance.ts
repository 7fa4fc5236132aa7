/**
 * The one table of tolerances, each with the reason for its size.
 *
 * Differences are divided by 1 + scale before they are compared. Loosening one means running the mutants
 * of every claim that uses it again.
 */

/** float64 tolerances by the kind of comparison. */
export const TOLERANCE = {
  /** Known answers of one forward pass: sums of ≤ 17 terms and one exp agree to a few hundred ulp. */
  forward: 1e-12,
  /** Exact identities between two formulas for the same number: ~1e5 ulp, still far below any mistake. */
  identity: 1e-10,
  /** Deterministic inequalities: rounding may put the smaller side this far above the larger one. */
  inequality: 1e-9,
  /** Known gradients (reverse-mode autodiff): sums over prompts and points of products of rounded terms. */
  gradient: 1e-10,
  /** Gradients against central differences with h = 1e-5: truncation h²·f‴/6 plus rounding ε·f/h ≈ 1e-11…1e-9. */
  centralDifference: 1e-7,
  /** Fifty descent steps: each multiplies the rounding of the last by at most 1 + η·curvature. */
  descent: 1e-9,
  /** Comparisons of logarithms of tiny numbers: relative error of the number itself. */
  logarithm: 1e-8,
  /** Best inverse temperature: a minimum is flat, so its place is known to √ε·scale only. */
  minimiser: 1e-4,
} as const;
