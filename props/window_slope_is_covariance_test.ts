import fc from "fast-check";
import { baseTwoSoftmax } from "../fixtures/mutants/base_two_softmax.ts";
import { labelsMisaligned } from "../fixtures/mutants/labels_misaligned.ts";
import { linearForSoftmax } from "../fixtures/mutants/linear_for_softmax.ts";
import { partialBlockDropped } from "../fixtures/mutants/partial_block_dropped.ts";
import { queryInSum } from "../fixtures/mutants/query_in_sum.ts";
import { temperatureSquared } from "../fixtures/mutants/temperature_squared.ts";
import { fewPointsInHighDimension } from "../fixtures/laws/affordable_sizes.ts";
import { plainScore, scoreTerms } from "../fixtures/formulas/bilinear_score.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  BLOCK_ENDS,
  countsAndEnds,
  createPrompt,
  fromFlat,
  identityMargin,
  innerCells,
  logUniform,
  randomStream,
  seeds,
  TOLERANCE,
  universalLaw,
  worstMargin,
} from "../src/mod.ts";

/** h = 1e-5 balances truncation h²h‴/6 against rounding ε/h: scores here are at most a few tens. */
const STEP = 1e-5;

interface Sample {
  /** Attention weights at w. */
  readonly a: readonly number[];
  readonly s: readonly number[];
  readonly y: readonly number[];
}

/** dh/dw at w. */
type Slope = (sample: Sample, w: number) => number;

const product = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + value * b[i], 0);

const covariance: Slope = ({ a, s, y }) => {
  const [meanS, meanY] = [product(a, s), product(a, y)];
  return product(a, s.map((score, i) => (score - meanS) * (y[i] - meanY)));
};

const rival = (name: string, slope: Slope) => ({
  name,
  description: `${name} for the slope in w`,
  law: () => slope,
});

/** Σ a_i y_i from the sample and its weights at w, by the definition of the softmax. */
function weighedAt(w: number, s: readonly number[], y: readonly number[]): Sample {
  const kernel = s.map((score) => Math.exp(w * score));
  const total = kernel.reduce((sum, value) => sum + value, 0);
  return { a: kernel.map((value) => value / total), s, y };
}

/**
 * With parameters wM and scores s at w = 1, dh/dw = Σ a_i s_i y_i − (Σ a_i s_i)h at every w: the covariance
 * under the attention weights, which at w = 0 is that of the sample.
 */
export const claim = universalLaw({
  id: "C3",
  slug: "window_slope_is_covariance",
  statement:
    "h is the mean label at w = 0 and its slope in w is the covariance of labels and scores, at every w under the attention weights",
  formula: String.raw`
    h(0)=\bar y,\qquad
    \frac{\partial h}{\partial w}=\operatorname{Cov}_a(y,s)`,
  source: "derivative of the softmax",
  regime: "any points and labels",
  symbols: { size: "size of scores" },
  kind: "ID",
  expected: "verified",
  needs: ["predict"],
  mutants: [
    labelsMisaligned,
    linearForSoftmax,
    queryInSum,
    temperatureSquared,
    baseTwoSoftmax,
    partialBlockDropped,
  ],
  law: (): Slope => covariance,
  rivals: [
    rival("no mean taken off", ({ a, s, y }) => product(a, s.map((score, i) => score * y[i]))),
    rival("Bessel's correction", (sample) => {
      const n = sample.y.length;
      return n > 1 ? (covariance(sample, 0) * n) / (n - 1) : 0;
    }),
    rival("the sample's own, at every w", ({ s, y }) => covariance(weighedAt(0, s, y), 0)),
    rival("times w", (sample, w) => w * covariance(sample, w)),
    rival("upside down", (sample, w) => -covariance(sample, w)),
    rival("1 % more", (sample, w) => 1.01 * covariance(sample, w)),
    rival("base two", (sample, w) => Math.LN2 * covariance(sample, w)),
  ],
  bounds: {
    n: { from: 1, to: 1025 },
    d: { from: 1, to: 64 },
    size: { from: 0.1, to: 3 },
    w: { from: 0.01, to: 3 },
  },
  cells: innerCells("n", BLOCK_ENDS),
  generator: fc.record({
    n: countsAndEnds([1, 17]),
    d: countsAndEnds([1, 7], [64]),
    size: logUniform(0.1, 3),
    w: logUniform(0.01, 3),
    seed: seeds(),
  }).map(fewPointsInHighDimension(17)),
  budget: { quick: 200, ci: 1000, deep: 5000 },
  measure({ n, d, size, w, seed }, { predict }) {
    const stream = randomStream(seed, "C3");
    const vector = (length: number) => Array.from({ length }, () => stream.normal());
    const x = Array.from({ length: n }, () => vector(d));
    const query = vector(d);
    const raw = vector(d * d);
    const plain = x.map((xi) => plainScore(scoreTerms(xi, raw, query)));
    // Scaled so that the largest score is `size`.
    const factor = size / Math.max(...plain.map(Math.abs));
    const s = plain.map((score) => score * factor);
    const y = vector(n);
    const prompt = createPrompt({ covariates: x, labels: y, query });
    const h = (at: number) => predict(prompt, fromFlat(raw.map((m) => at * factor * m), d, d));
    const slope = (at: number) => (h(at + STEP) - h(at - STEP)) / (2 * STEP);
    return { s, y, h: h(0), first: slope(0), further: slope(w) };
  },
  margin({ s, y, h, first, further }, law, spec) {
    const { n, size, w } = spec;
    const slope = (at: number) => law(spec)(weighedAt(at, s, y), at);
    const largest = Math.max(...y.map(Math.abs));
    // The third derivative is at most a constant times the cube of the scores' range.
    const rule = { tolerance: TOLERANCE.centralDifference, scale: largest * size ** 3 };
    const meanLabel = y.reduce((sum, label) => sum + label, 0) / n;
    return worstMargin(
      identityMargin("h at w = 0", h, meanLabel, {
        tolerance: TOLERANCE.identity,
        scale: largest,
      }),
      identityMargin("dh/dw at 0", first, slope(0), rule),
      identityMargin("dh/dw at w", further, slope(w), rule),
    );
  },
});

testClaim(claim);
