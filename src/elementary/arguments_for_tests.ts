/** Arguments at which elementary functions go wrong first, and draws of all that they take. */

import fc from "fast-check";
import { testStream } from "../../fixtures/random/random_for_tests.ts";

/** Least x whose e^x rounds to ∞. */
export const OVERFLOW = 709.7827128933841;
/** Greatest x whose e^x rounds to 0. */
export const UNDERFLOW = -745.1332191019412;

/** The float64 next to x, on the side of `sign`. */
export function neighbour(x: number, sign: 1 | -1): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  view.setBigInt64(0, view.getBigInt64(0) + BigInt(sign * Math.sign(x)));
  return view.getFloat64(0);
}

/** Where an exponential goes wrong first: ends of the range, of its parts and of each reduction. */
export function expBoundaries(): number[] {
  const marks = [OVERFLOW, UNDERFLOW, 670, -670, 710, -746, -708.3964185322641, -744.44, 1e-300];
  for (let k = -1076; k <= 1025; k++) marks.push(k * Math.LN2 || 1);
  for (let half = 1; half < 1024; half += 2) {
    marks.push((half * Math.LN2) / 512, (-half * Math.LN2) / 512);
  }
  return marks.flatMap((x) => [neighbour(x, -1), x, neighbour(x, 1)]);
}

/** 40 000 draws: all of the range, its subnormal end, both sides of zero on a log scale, any bits. */
export function expDraws(): number[] {
  const stream = testStream("exponential");
  const bits = new DataView(new ArrayBuffer(8));
  return Array.from({ length: 10_000 }, () => {
    const size = Math.exp(-40 + 46 * stream.uniform());
    bits.setUint32(0, stream.uniform() * 2 ** 32);
    bits.setUint32(4, stream.uniform() * 2 ** 32);
    return [
      -746 + 1456 * stream.uniform(),
      -746 + 39 * stream.uniform(),
      stream.sign() * size,
      bits.getFloat64(0),
    ];
  }).flat().filter((x) => !Number.isNaN(x));
}

/** Where a logarithm goes wrong first: around one, at the ends of each reduction, and at those of float64. */
export function logBoundaries(): number[] {
  const marks = [1, Math.E, Number.MAX_VALUE, 2 ** -1022, Number.MIN_VALUE, 2 ** -1050];
  for (let k = -1022; k <= 1023; k++) marks.push(2 ** k, 1.25 * 2 ** k);
  for (let k = -60; k <= 60; k++) marks.push(Math.SQRT1_2 * 2 ** k, Math.SQRT2 * 2 ** k);
  return marks.flatMap((x) => [x * (1 - 2 ** -53), x, x * (1 + 2 ** -52), x * 1.0001]);
}

/** Over all of the range, around one, and as uniform draws have them. */
export const positiveNumbers = fc.oneof(
  fc.double({ min: Number.MIN_VALUE, max: Number.MAX_VALUE, noNaN: true }),
  fc.double({ min: 0.5, max: 2, noNaN: true }),
  fc.integer({ min: 1, max: 2 ** 53 - 1 }).map((k) => k / 2 ** 53),
);

/** Turns in [0, 1], multiples of 2^−53, the ends of eighths and thousandths among them. */
export const turns = fc.oneof(
  fc.integer({ min: 0, max: 2 ** 53 - 1 }).map((k) => k / 2 ** 53),
  fc.integer({ min: 0, max: 8000 }).map((k) => k / 8000),
).map((u) => Math.round(u * 2 ** 53) / 2 ** 53);
