/** Loss and gradient of softmax attention on a batch; `src/training/fused_icl_loss.ts` says the same in TypeScript. */

import {
  exp,
  expConstant,
  expWith,
  LARGEST_PLAIN,
  LN2_HIGH,
  LN2_LOW,
  SCALE,
  TO_INTEGER,
} from "./exp";
import { directionsOfThree, extreme, scoresOfThree } from "./three";

/** out_i = ⟨row i, vector⟩: even and odd columns summed apart, then together; fills out up to an even count. */
// @ts-ignore: decorator
@inline
function products(rows: usize, vector: usize, out: usize, count: i32, d: i32): void {
  const stride = (<usize>d) << 3;
  const whole = stride & ~15;
  let row = rows;
  let i = 0;
  if (d >= WIDE) {
    for (; i + 2 <= count; i += 2) {
      const sum0 = product(row, vector, stride);
      const sum1 = product(row + stride, vector, stride);
      v128.store(out, together(sum0, sum1));
      row += stride << 1;
      out += 16;
    }
  }
  for (; i + 4 <= count; i += 4) {
    let at0 = row;
    let at1 = at0 + stride;
    let at2 = at1 + stride;
    let at3 = at2 + stride;
    let sum0 = f64x2.splat(0);
    let sum1 = f64x2.splat(0);
    let sum2 = f64x2.splat(0);
    let sum3 = f64x2.splat(0);
    row = at3 + stride;
    let at = vector;
    const end = vector + whole;
    for (; at < end; at += 16) {
      const entry = v128.load(at);
      sum0 = f64x2.add(sum0, f64x2.mul(v128.load(at0), entry));
      sum1 = f64x2.add(sum1, f64x2.mul(v128.load(at1), entry));
      sum2 = f64x2.add(sum2, f64x2.mul(v128.load(at2), entry));
      sum3 = f64x2.add(sum3, f64x2.mul(v128.load(at3), entry));
      at0 += 16;
      at1 += 16;
      at2 += 16;
      at3 += 16;
    }
    if (whole < stride) {
      const entry = v128.load64_zero(at);
      sum0 = f64x2.add(sum0, f64x2.mul(v128.load64_zero(at0), entry));
      sum1 = f64x2.add(sum1, f64x2.mul(v128.load64_zero(at1), entry));
      sum2 = f64x2.add(sum2, f64x2.mul(v128.load64_zero(at2), entry));
      sum3 = f64x2.add(sum3, f64x2.mul(v128.load64_zero(at3), entry));
    }
    v128.store(out, together(sum0, sum1));
    v128.store(out, together(sum2, sum3), 16);
    out += 32;
  }
  for (; i < count; i += 2) {
    let at0 = row;
    // A last row without a partner is its own; what lands beyond `count` is not read.
    let at1 = i + 1 < count ? at0 + stride : at0;
    row = at1 + stride;
    let sum0 = f64x2.splat(0);
    let sum1 = f64x2.splat(0);
    let at = vector;
    const end = vector + whole;
    for (; at < end; at += 16) {
      const entry = v128.load(at);
      sum0 = f64x2.add(sum0, f64x2.mul(v128.load(at0), entry));
      sum1 = f64x2.add(sum1, f64x2.mul(v128.load(at1), entry));
      at0 += 16;
      at1 += 16;
    }
    if (whole < stride) {
      const entry = v128.load64_zero(at);
      sum0 = f64x2.add(sum0, f64x2.mul(v128.load64_zero(at0), entry));
      sum1 = f64x2.add(sum1, f64x2.mul(v128.load64_zero(at1), entry));
    }
    v128.store(out, together(sum0, sum1));
    out += 16;
  }
}

const WIDE = 32;

/** One row's even and odd sums, the row read from end to end. */
// @ts-ignore: decorator
@inline
function product(row: usize, vector: usize, stride: usize): v128 {
  let sum = f64x2.splat(0);
  const whole = stride & ~15;
  const end = row + whole;
  const quads = row + (stride & ~63);
  for (; row < quads; row += 64, vector += 64) {
    sum = f64x2.add(sum, f64x2.mul(v128.load(row), v128.load(vector)));
    sum = f64x2.add(sum, f64x2.mul(v128.load(row, 16), v128.load(vector, 16)));
    sum = f64x2.add(sum, f64x2.mul(v128.load(row, 32), v128.load(vector, 32)));
    sum = f64x2.add(sum, f64x2.mul(v128.load(row, 48), v128.load(vector, 48)));
  }
  for (; row < end; row += 16, vector += 16) {
    sum = f64x2.add(sum, f64x2.mul(v128.load(row), v128.load(vector)));
  }
  if (whole < stride) {
    sum = f64x2.add(sum, f64x2.mul(v128.load64_zero(row), v128.load64_zero(vector)));
  }
  return sum;
}

/** (a_even + a_odd, b_even + b_odd). */
// @ts-ignore: decorator
@inline
function together(a: v128, b: v128): v128 {
  return f64x2.add(v128.shuffle<f64>(a, b, 0, 2), v128.shuffle<f64>(a, b, 1, 3));
}

// @ts-ignore: decorator
@inline
function lanes(v: v128): f64 {
  return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1);
}

/** sum_j += Σ_i pull_i x_ij over `count` rows, for 16 columns at once, then 8, 4, 2 and 1. */
// @ts-ignore: decorator
@inline
function pullRows(rows: usize, pulls: usize, sum: usize, count: i32, d: i32): void {
  const stride = (<usize>d) << 3;
  const end = pulls + ((<usize>count) << 3);
  let left = d;
  while (left >= 16) {
    let s0 = v128.load(sum);
    let s1 = v128.load(sum, 16);
    let s2 = v128.load(sum, 32);
    let s3 = v128.load(sum, 48);
    let s4 = v128.load(sum, 64);
    let s5 = v128.load(sum, 80);
    let s6 = v128.load(sum, 96);
    let s7 = v128.load(sum, 112);
    for (let at = pulls, row = rows; at < end; at += 8, row += stride) {
      const pull = v128.load64_splat(at);
      s0 = f64x2.add(s0, f64x2.mul(pull, v128.load(row)));
      s1 = f64x2.add(s1, f64x2.mul(pull, v128.load(row, 16)));
      s2 = f64x2.add(s2, f64x2.mul(pull, v128.load(row, 32)));
      s3 = f64x2.add(s3, f64x2.mul(pull, v128.load(row, 48)));
      s4 = f64x2.add(s4, f64x2.mul(pull, v128.load(row, 64)));
      s5 = f64x2.add(s5, f64x2.mul(pull, v128.load(row, 80)));
      s6 = f64x2.add(s6, f64x2.mul(pull, v128.load(row, 96)));
      s7 = f64x2.add(s7, f64x2.mul(pull, v128.load(row, 112)));
    }
    v128.store(sum, s0);
    v128.store(sum, s1, 16);
    v128.store(sum, s2, 32);
    v128.store(sum, s3, 48);
    v128.store(sum, s4, 64);
    v128.store(sum, s5, 80);
    v128.store(sum, s6, 96);
    v128.store(sum, s7, 112);
    sum += 128;
    rows += 128;
    left -= 16;
  }
  if (left >= 8) {
    let s0 = v128.load(sum);
    let s1 = v128.load(sum, 16);
    let s2 = v128.load(sum, 32);
    let s3 = v128.load(sum, 48);
    for (let at = pulls, row = rows; at < end; at += 8, row += stride) {
      const pull = v128.load64_splat(at);
      s0 = f64x2.add(s0, f64x2.mul(pull, v128.load(row)));
      s1 = f64x2.add(s1, f64x2.mul(pull, v128.load(row, 16)));
      s2 = f64x2.add(s2, f64x2.mul(pull, v128.load(row, 32)));
      s3 = f64x2.add(s3, f64x2.mul(pull, v128.load(row, 48)));
    }
    v128.store(sum, s0);
    v128.store(sum, s1, 16);
    v128.store(sum, s2, 32);
    v128.store(sum, s3, 48);
    sum += 64;
    rows += 64;
    left -= 8;
  }
  if (left >= 4) {
    let s0 = v128.load(sum);
    let s1 = v128.load(sum, 16);
    for (let at = pulls, row = rows; at < end; at += 8, row += stride) {
      const pull = v128.load64_splat(at);
      s0 = f64x2.add(s0, f64x2.mul(pull, v128.load(row)));
      s1 = f64x2.add(s1, f64x2.mul(pull, v128.load(row, 16)));
    }
    v128.store(sum, s0);
    v128.store(sum, s1, 16);
    sum += 32;
    rows += 32;
    left -= 4;
  }
  if (left >= 2) {
    let s0 = v128.load(sum);
    for (let at = pulls, row = rows; at < end; at += 8, row += stride) {
      s0 = f64x2.add(s0, f64x2.mul(v128.load64_splat(at), v128.load(row)));
    }
    v128.store(sum, s0);
    sum += 16;
    rows += 16;
    left -= 2;
  }
  if (left >= 1) {
    let s0 = load<f64>(sum);
    for (let at = pulls, row = rows; at < end; at += 8, row += stride) {
      s0 += load<f64>(at) * load<f64>(row);
    }
    store<f64>(sum, s0);
  }
}

/** Rows that `pullRows` takes before it moves to the next columns: small enough to stay in the first cache. */
const ROWS = 32;
/** Numbers of covariates that prompts taken together may have: small enough to stay in the first cache. */
const TOGETHER = 2048;
/** Numbers of queries that are taken at one go. */
const BLOCK = 1024;

/** Bytes of `count` numbers, rounded up to whole vectors. */
// @ts-ignore: decorator
@inline
function bytes(count: i32): usize {
  return (<usize>(count + 1) & ~1) << 3;
}

/** The largest and the least of `n` scores into `extremes`; a NaN is passed over. */
// @ts-ignore: decorator
@inline
function findExtremes(scores: usize, extremes: usize, n: i32): void {
  let largest = f64x2.splat(-Infinity);
  let least = f64x2.splat(Infinity);
  const end = scores + ((<usize>(n & ~1)) << 3);
  for (; scores < end; scores += 16) {
    const score = v128.load(scores);
    largest = f64x2.pmax(largest, score);
    least = f64x2.pmin(least, score);
  }
  if (n & 1) {
    const score = v128.load64_splat(scores);
    largest = f64x2.pmax(largest, score);
    least = f64x2.pmin(least, score);
  }
  v128.store(extremes, v128.shuffle<f64>(extreme(largest, true), extreme(least, false), 0, 2));
}

/**
 * Scores into weights e^{s_i − max}, unnormalised; their total and Σ weight_i y_i into `sums`, where the largest and the
 * least score are.
 *
 * Even and odd points are summed apart, then together.
 */
// @ts-ignore: decorator
@inline
function weigh(scores: usize, labels: usize, sums: usize, n: i32): void {
  const most = v128.load64_splat(sums);
  const least = v128.load64_splat(sums, 8);
  const end = scores + ((<usize>(n & ~1)) << 3);
  let totals = f64x2.splat(0);
  let values = f64x2.splat(0);
  // One question for all points instead of one each: no score is so far below the largest that e^x asks for care.
  if (!v128.any_true(f64x2.gt(f64x2.sub(most, least), expConstant(LARGEST_PLAIN)))) {
    const scale = expConstant(SCALE);
    const toInteger = expConstant(TO_INTEGER);
    const high = expConstant(LN2_HIGH);
    const low = expConstant(LN2_LOW);
    const c2 = expConstant(0);
    const c3 = expConstant(1);
    const c4 = expConstant(2);
    for (; scores < end; scores += 16, labels += 16) {
      const x = f64x2.sub(v128.load(scores), most);
      const weight = expWith(x, scale, toInteger, high, low, c2, c3, c4);
      v128.store(scores, weight);
      totals = f64x2.add(totals, weight);
      values = f64x2.add(values, f64x2.mul(weight, v128.load(labels)));
    }
  } else {
    for (; scores < end; scores += 16, labels += 16) {
      const weight = exp(f64x2.sub(v128.load(scores), most));
      v128.store(scores, weight);
      totals = f64x2.add(totals, weight);
      values = f64x2.add(values, f64x2.mul(weight, v128.load(labels)));
    }
  }
  if (n & 1) {
    const weight = f64x2.replace_lane(exp(f64x2.sub(v128.load64_splat(scores), most)), 1, 0);
    v128.store(scores, weight);
    totals = f64x2.add(totals, weight);
    values = f64x2.add(values, f64x2.mul(weight, v128.load64_zero(labels)));
  }
  v128.store(sums, together(totals, values));
}

/** Weights into pulls weight_i (y_i − h). */
// @ts-ignore: decorator
@inline
function pull(weights: usize, labels: usize, prediction: f64, n: i32): void {
  const subtract = f64x2.splat(prediction);
  const end = weights + ((<usize>(n & ~1)) << 3);
  for (; weights < end; weights += 16, labels += 16) {
    const off = f64x2.sub(v128.load(labels), subtract);
    v128.store(weights, f64x2.mul(v128.load(weights), off));
  }
  if (n & 1) store<f64>(weights, load<f64>(weights) * (load<f64>(labels) - prediction));
}

/**
 * matrix += Σ_b scale_b · direction_b row_bᵀ, d×d, over `count` prompts; a scale is the first of two numbers.
 *
 * Row by row of the matrix, each a sum of the rows times a number, which stands in registers meanwhile.
 * `scaled` is scratch of count·d numbers.
 */
// @ts-ignore: decorator
@inline
function addOuters(
  matrix: usize,
  directions: usize,
  scales: usize,
  rows: usize,
  scaled: usize,
  count: i32,
  d: i32,
): void {
  const stride = (<usize>d) << 3;
  const apart = (<usize>count) << 3;
  for (let b: usize = 0; b < <usize>count; b++) {
    const scale = load<f64>(scales + (b << 4));
    const direction = directions + b * bytes(d);
    let to = scaled + (b << 3);
    for (let j: usize = 0; j < stride; j += 8, to += apart) {
      store<f64>(to, scale * load<f64>(direction + j));
    }
  }
  for (let j = 0; j < d; j++) {
    pullRows(rows, scaled, matrix, count, d);
    matrix += stride;
    scaled += apart;
  }
}

/** Numbers of scratch that a batch of this shape needs. */
export function iclScratch(n: i32, d: i32): i32 {
  return promptsOfBlock(d) * (2 * ((d + 1) & ~1) + 2) + promptsTogether(n, d) * ((n + 1) & ~1);
}

/** Prompts whose covariates stay in the first cache from one stage to the next. */
// @ts-ignore: decorator
@inline
function promptsTogether(n: i32, d: i32): i32 {
  return within(TOGETHER / (n * d));
}

/** Prompts whose queries are multiplied by M, and whose directions are added up, at one go. */
// @ts-ignore: decorator
@inline
function promptsOfBlock(d: i32): i32 {
  return within(BLOCK / d);
}

// @ts-ignore: decorator
@inline
function within(count: i32): i32 {
  return count < 1 ? 1 : count > 64 ? 64 : count;
}

/** Stages of a step that follow the first, M·x_q. */
const SCORE = 1;
const WEIGH = 2;
const PULL = 3;
const DIRECT = 4;
const OUTER = 5;

/**
 * Adds Σ_b error_b · direction_b x_qᵀ to `gradient` and returns squares + Σ_b error_b², unless it is cut off
 * after an earlier stage, which the bench does.
 *
 * Small prompts go through each stage together, so that no stage waits for the one before it.
 */
// @ts-ignore: decorator
@inline
function iclStages(
  last: i32,
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
  squares: f64,
): f64 {
  const stride = (<usize>d) << 3;
  const size = <usize>n * stride;
  const own = (<usize>n) << 3;
  const most = promptsOfBlock(d);
  const group = promptsTogether(n, d);
  const projected = scratch;
  const directions = projected + <usize>most * bytes(d);
  const sums = directions + <usize>most * bytes(d);
  const scores = sums + (<usize>most << 4);
  for (let first = 0; first < prompts; first += most) {
    const block = prompts - first < most ? prompts - first : most;
    for (let b: usize = 0; b < <usize>block; b++) {
      products(parameters, queries + b * stride, projected + b * bytes(d), d, d);
    }
    for (let from: usize = 0; from < <usize>block; from += group) {
      const left = block - <i32>from;
      const to = from + <usize>(left < group ? left : group);
      if (last >= SCORE) {
        for (let b = from, at = scores; b < to; b++, at += bytes(n)) {
          const rows = covariates + b * size;
          const along = projected + b * bytes(d);
          const extremes = sums + (b << 4);
          if (d === 3) {
            scoresOfThree(rows, along, at, n, extremes);
          } else {
            products(rows, along, at, n, d);
            findExtremes(at, extremes, n);
          }
        }
      }
      if (last >= WEIGH) {
        for (let b = from, at = scores; b < to; b++, at += bytes(n)) {
          weigh(at, labels + b * own, sums + (b << 4), n);
        }
      }
      if (last >= PULL) {
        for (let b = from, at = scores; b < to; b++, at += bytes(n)) {
          const total = load<f64>(sums + (b << 4));
          const prediction = load<f64>(sums + (b << 4), 8) / total;
          const error = prediction - load<f64>(targets + (b << 3));
          squares += error * error;
          store<f64>(sums + (b << 4), error / total);
          store<f64>(sums + (b << 4), prediction, 8);
          if (d !== 3) pull(at, labels + b * own, prediction, n);
        }
      }
      if (last >= DIRECT) {
        if (d === 3) {
          for (let b = from, at = scores; b < to; b += 2) {
            // A last prompt without a partner is its own.
            const other = b + 1 < to ? b + 1 : b;
            const otherAt = at + (other - b) * bytes(n);
            // prettier-ignore
            directionsOfThree(
              covariates + b * size, at, labels + b * own,
              v128.load64_splat(sums + (b << 4), 8), directions + b * bytes(d),
              covariates + other * size, otherAt, labels + other * own,
              v128.load64_splat(sums + (other << 4), 8), directions + other * bytes(d),
              n,
            );
            at = otherAt + bytes(n);
          }
        } else {
          for (let b = from, at = scores; b < to; b++, at += bytes(n)) {
            const direction = directions + b * bytes(d);
            for (let j: usize = 0; j < stride; j += 8) store<f64>(direction + j, 0);
            for (let i = 0; i < n; i += ROWS) {
              const rows = n - i < ROWS ? n - i : ROWS;
              const start = covariates + b * size + <usize>i * stride;
              pullRows(start, at + ((<usize>i) << 3), direction, rows, d);
            }
          }
        }
      }
    }
    // What was projected is not needed any more.
    if (last >= OUTER) addOuters(gradient, directions, sums, queries, projected, block, d);
    covariates += <usize>block * size;
    labels += <usize>block * own;
    queries += <usize>block * stride;
    targets += (<usize>block) << 3;
  }
  return squares;
}

/** All stages of a step. */
export function iclGradient(
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
  squares: f64,
): f64 {
  // prettier-ignore
  return iclStages(
    OUTER, prompts, n, d, covariates, labels, queries, targets, parameters, gradient, scratch, squares,
  );
}
